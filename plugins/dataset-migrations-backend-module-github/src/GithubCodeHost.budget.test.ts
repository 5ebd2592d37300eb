import { mockServices } from '@backstage/backend-test-utils';
import {
  CodeHostBudgetError,
  type CodeHostBudget,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { StubServer } from '@skein/backstage-plugin-dataset-migrations-node/testing';
import { GithubCodeHost } from './GithubCodeHost';

describe('GithubCodeHost, with a budget', () => {
  let stub: StubServer;
  const budget: jest.Mocked<CodeHostBudget> = {
    take: jest.fn(),
    recordRemaining: jest.fn(),
    recordRefusal: jest.fn(),
  };

  beforeEach(async () => {
    jest.resetAllMocks();
    budget.recordRefusal.mockResolvedValue(240);
    stub = await StubServer.start();
  });

  afterEach(async () => {
    await stub.stop();
  });

  function createHost(): GithubCodeHost {
    return GithubCodeHost.create({
      config: mockServices.rootConfig({
        data: {
          integrations: {
            github: [
              {
                host: stub.host,
                apiBaseUrl: `http://${stub.host}/api/v3`,
                token: 'a-token',
              },
            ],
          },
        },
      }),
      logger: mockServices.logger.mock(),
      budget,
    });
  }

  const repository = () => ({ host: stub.host, owner: 'acme', name: 'fraud' });

  async function open() {
    return await createHost()
      .openPullRequest({
        repository: repository(),
        branch: 'skein/x',
        base: 'main',
        title: 'Move',
        body: '',
      })
      .then(
        () => {
          throw new Error('It did not fail');
        },
        (error: Error) => error,
      );
  }

  it('asks nothing of the host when there is nothing left', async () => {
    budget.take.mockRejectedValue(
      new CodeHostBudgetError('nothing left', { retryAfterSeconds: 8 }),
    );

    await expect(open()).resolves.toBeInstanceOf(CodeHostBudgetError);

    expect(budget.take.mock.calls).toEqual([
      [{ host: stub.host, account: undefined, kind: 'content' }],
    ]);
    expect(stub.requests).toEqual([]);
  });

  it('takes for each request what it is: read, written, or new to people', async () => {
    stub.json(404, { message: 'Not Found' });
    const host = createHost();
    const address = { repository: repository(), number: 7 };

    await host.getRepository(repository()).catch(() => {});
    await host
      .updatePullRequest({ ...address, title: 'a', body: 'b' })
      .catch(() => {});
    await host
      .dressPullRequest({
        ...address,
        labels: ['skein'],
        reviewers: ['ana'],
        teamReviewers: [],
      })
      .catch(() => {});

    expect(
      budget.take.mock.calls.map(([{ kind }], index) => [
        kind,
        stub.requests[index].line.split(' ')[0],
      ]),
    ).toEqual([
      ['read', 'GET'],
      ['write', 'PATCH'],
      ['content', 'POST'],
      ['content', 'POST'],
    ]);
  });

  it.each<[string, Record<string, string>, number | undefined]>([
    ['with a time to wait', { 'retry-after': '42' }, 42],
    ['without one', {}, undefined],
    [
      'while the hour is not used up',
      { 'x-ratelimit-remaining': '14463', 'x-ratelimit-reset': '1764756100' },
      undefined,
    ],
  ])(
    'tells that content was refused %s, and waits as long as all others do',
    async (_case, headers, retryAfterSeconds) => {
      stub.json(
        403,
        { message: 'You have exceeded a secondary rate limit.' },
        headers,
      );

      await expect(open()).resolves.toMatchObject({ retryAfterSeconds: 240 });

      expect(budget.recordRefusal.mock.calls).toEqual([
        [
          {
            host: stub.host,
            kind: 'content',
            reason: expect.stringContaining('secondary rate limit'),
            retryAfterSeconds,
          },
        ],
      ]);
    },
  );

  const hour = {
    date: new Date(1764756000_000).toUTCString(),
    'x-ratelimit-reset': '1764756100',
  };

  it('empties the budget of the hour when the host says that it is used up', async () => {
    stub.json(
      403,
      { message: 'API rate limit exceeded' },
      { ...hour, 'x-ratelimit-remaining': '0' },
    );

    await expect(open()).resolves.toMatchObject({ retryAfterSeconds: 100 });

    expect(budget.recordRemaining.mock.calls).toEqual([
      [
        {
          host: stub.host,
          account: undefined,
          kind: 'content',
          remaining: 0,
          resetSeconds: 100,
        },
      ],
    ]);
    expect(budget.recordRefusal).not.toHaveBeenCalled();
  });

  it('tells what is left after each answer, but for the minutes of a search', async () => {
    for (const resource of ['core', 'code_search']) {
      stub.json(
        200,
        { number: 1 },
        {
          ...hour,
          'x-ratelimit-remaining': '77',
          'x-ratelimit-resource': resource,
        },
      );
      await createHost().updatePullRequest({
        repository: repository(),
        number: 7,
        title: 'a',
        body: 'b',
      });
    }

    expect(budget.recordRemaining.mock.calls).toEqual([
      [
        {
          host: stub.host,
          account: undefined,
          kind: 'write',
          remaining: 77,
          resetSeconds: 100,
        },
      ],
    ]);
  });
});
