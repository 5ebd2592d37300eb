import { mockServices } from '@backstage/backend-test-utils';
import {
  CodeHostBudgetError,
  type CodeHostBudget,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { StubServer } from '@skein/backstage-plugin-dataset-migrations-node/testing';
import { GitlabCodeHost } from './GitlabCodeHost';

describe('GitlabCodeHost, when GitLab does not answer as it should', () => {
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

  function createHost(
    options: { token?: string; timeoutMilliseconds?: number } = {},
  ): GitlabCodeHost {
    const { token = 'glpat-secret', timeoutMilliseconds } = options;
    return GitlabCodeHost.create({
      config: mockServices.rootConfig({
        data: {
          integrations: {
            gitlab: [
              {
                host: stub.host,
                apiBaseUrl: `http://${stub.host}/api/v4`,
                baseUrl: `http://${stub.host}`,
                ...(token && { token }),
              },
            ],
          },
        },
      }),
      budget,
      timeoutMilliseconds,
    });
  }

  const repository = () => ({
    host: stub.host,
    owner: 'acme/data',
    name: 'fraud',
  });

  const mergeRequest = (facts: object) => ({
    iid: 1,
    web_url: '',
    title: '',
    description: '',
    state: 'opened',
    source_branch: 'skein/a',
    source_project_id: 1,
    target_project_id: 1,
    sha: 'a'.repeat(40),
    updated_at: '',
    ...facts,
  });

  async function failure(host = createHost()) {
    return await host
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
        (error: Error & { retryAfterSeconds?: number }) => error,
      );
  }

  it.each([
    [
      401,
      { message: '401 Unauthorized' },
      'NotAllowedError',
      /renew the token/,
    ],
    [403, { message: '403 Forbidden' }, 'NotAllowedError', /the scope 'api'/],
    [
      404,
      { message: '404 Not Found' },
      'NotFoundError',
      /acme\/data\/fraud is not on/,
    ],
    [405, { message: '405 Method Not Allowed' }, 'ConflictError', /be merged/],
    [406, { message: 'Branch cannot be merged' }, 'ConflictError', /be merged/],
    [
      409,
      { message: ['Another open merge request already exists'] },
      'ConflictError',
      /already exists/,
    ],
    [422, { error: 'title is too long' }, 'InputError', /title is too long/],
    [
      400,
      { message: { base: ['Source branch "skein/x" does not exist'] } },
      'ServiceUnavailableError',
      /pushed branch/,
    ],
    [503, 'Whoops', 'ServiceUnavailableError', /answers 503/],
    [200, 'Whoops', 'ServiceUnavailableError', /not understood/],
    [201, { iid: 'seven' }, 'ServiceUnavailableError', /not understood \(iid/],
  ])('turns %s %j into %s', async (status, body, name, message) => {
    stub.json(status, body);

    const error = await failure();

    expect(error).toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
    expect(error.message).not.toContain('glpat');
  });

  it('sends the token as GitLab takes every kind of it, and the path of the project as one part', async () => {
    stub.json(404, {});
    await failure();

    expect(stub.requests).toEqual([
      {
        line: 'POST /api/v4/projects/acme%2Fdata%2Ffraud/merge_requests',
        authorization: 'Bearer glpat-secret',
        body: expect.stringContaining('"source_branch":"skein/x"'),
      },
    ]);
  });

  it('does not take half an answer for one', async () => {
    stub.answer = (_request, response) => {
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end('{"iid": 7, "title');
    };

    await expect(failure()).resolves.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('cannot be read'),
    });
  });

  it('gives up on a host that does not answer', async () => {
    stub.answer = () => {};

    await expect(
      failure(createHost({ timeoutMilliseconds: 50 })),
    ).resolves.toMatchObject({ name: 'ServiceUnavailableError' });
  });

  it('does not believe that a merge has happened when GitLab says otherwise', async () => {
    stub.json(200, mergeRequest({ merge_error: 'The pipeline failed' }));

    await expect(
      createHost().mergePullRequest({
        repository: repository(),
        number: 1,
        headSha: 'a'.repeat(40),
        method: 'merge',
      }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('The pipeline failed'),
    });
  });

  it('takes no merge request from a fork for its own, and none of another branch', async () => {
    stub.json(200, [
      mergeRequest({ iid: 3, source_project_id: 2 }),
      mergeRequest({ iid: 2, source_project_id: null }),
      mergeRequest({ iid: 1, source_branch: 'skein/ab' }),
    ]);
    const host = createHost();

    await expect(
      host.findPullRequest({ repository: repository(), branch: 'skein/a' }),
    ).resolves.toBeUndefined();
    await expect(host.listPullRequests(repository())).resolves.toMatchObject([
      { number: 1 },
    ]);
  });

  it('sends no line that GitLab would carry out as a command', async () => {
    stub.json(201, mergeRequest({}));
    const host = createHost();
    const address = { repository: repository(), number: 1 };
    const body = 'As it says there:\n/merge';

    await host.openPullRequest({
      repository: repository(),
      branch: 'skein/a',
      base: 'main',
      title: 'Move',
      body,
    });
    await host.updatePullRequest({ ...address, title: 'Move', body });
    await host.addComment({ ...address, body });
    await host.closePullRequest({ ...address, comment: body });

    const sent = stub.requests.flatMap(({ body: text }) => {
      const { description, body: note } = JSON.parse(text || '{}');
      return description ?? note ?? [];
    });
    expect(sent).toEqual(Array(4).fill('As it says there:\n\\/merge'));
  });

  it('asks nothing without a token', async () => {
    await expect(failure(createHost({ token: '' }))).resolves.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining("set 'token' of 'integrations.gitlab'"),
    });
    expect(stub.requests).toEqual([]);
  });

  it('asks nothing of the host when there is nothing left of the budget', async () => {
    budget.take.mockRejectedValue(
      new CodeHostBudgetError('nothing left', { retryAfterSeconds: 8 }),
    );

    await expect(failure()).resolves.toBeInstanceOf(CodeHostBudgetError);

    expect(budget.take.mock.calls).toEqual([
      [{ host: stub.host, kind: 'content' }],
    ]);
    expect(stub.requests).toEqual([]);
  });

  it('takes for each request what it is: read, written, new to people, or many at once', async () => {
    stub.json(404, {});
    const host = createHost();
    const address = { repository: repository(), number: 7 };

    await host.getRepository(repository()).catch(() => {});
    await host
      .updatePullRequest({ ...address, title: 'a', body: 'b' })
      .catch(() => {});
    await host.addComment({ ...address, body: 'a' }).catch(() => {});
    await host.getPullRequests([address, address]);

    expect(
      budget.take.mock.calls.map(([{ kind }], index) => [
        kind,
        stub.requests[index].line.split(' ')[0],
      ]),
    ).toEqual([
      ['read', 'GET'],
      ['write', 'PUT'],
      ['content', 'POST'],
      ['query', 'POST'],
    ]);
  });

  it.each<[string, Record<string, string>, number | undefined]>([
    ['with a time to wait', { 'retry-after': '42' }, 42],
    [
      'with the time at which it counts anew, by its own clock',
      {
        date: new Date(1764756000_000).toUTCString(),
        'ratelimit-reset': '1764756030',
      },
      30,
    ],
    ['without one', {}, undefined],
  ])(
    'tells that it was refused %s, and waits as long as all others do',
    async (_case, headers, retryAfterSeconds) => {
      stub.json(429, 'Retry later', headers);

      await expect(failure()).resolves.toMatchObject({
        retryAfterSeconds: 240,
      });

      expect(budget.recordRefusal.mock.calls).toEqual([
        [
          {
            host: stub.host,
            kind: 'content',
            reason: 'Too many requests',
            ...(retryAfterSeconds && { retryAfterSeconds }),
          },
        ],
      ]);
    },
  );

  it('lets the host rest when the last request of its minute was answered', async () => {
    stub.json(200, [], {
      date: new Date(1764756000_000).toUTCString(),
      'ratelimit-name': 'throttle_authenticated_api',
      'ratelimit-remaining': '0',
      'ratelimit-reset': '1764756020',
    });

    await expect(createHost().listPullRequests(repository())).resolves.toEqual(
      [],
    );

    expect(budget.recordRefusal.mock.calls).toEqual([
      [
        {
          host: stub.host,
          kind: 'read',
          reason:
            'All requests of this minute are used (throttle_authenticated_api)',
          retryAfterSeconds: 20,
        },
      ],
    ]);
  });

  it('says what to turn on where code of groups cannot be searched', async () => {
    stub.answer = (request, response) => {
      const isGroups = request.url?.startsWith('/api/v4/groups?');
      response.writeHead(isGroups ? 200 : 400, {
        'content-type': 'application/json',
      });
      response.end(
        JSON.stringify(
          isGroups
            ? [{ full_path: 'acme' }]
            : {
                message: {
                  error: 'Scope not supported without Elasticsearch!',
                },
              },
        ),
      );
    };

    await expect(
      createHost().searchCode({
        host: stub.host,
        names: ['core.user_activity'],
        signal: new AbortController().signal,
      }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('exact code search'),
    });
  });

  describe('looking at many', () => {
    const addresses = (count: number) =>
      Array.from({ length: count }, (_each, index) => ({
        repository: repository(),
        number: index + 1,
      }));

    /** Answers documents as GitLab does, at a price for each merge request. */
    function answerAtPrice(price: number): number[] {
      const sizes: number[] = [];
      stub.answer = (_request, response) => {
        const size = stub.requests.at(-1)!.body.split('...facts').length - 1;
        sizes.push(size);
        const score = size * price;
        response.setHeader('content-type', 'application/json');
        response.end(
          JSON.stringify(
            score > 250
              ? {
                  errors: [
                    {
                      message: `Query has complexity of ${score}, which exceeds max complexity of 250`,
                    },
                  ],
                }
              : { data: { queryComplexity: { score, limit: 250 } } },
          ),
        );
      };
      return sizes;
    }

    it.each([
      [24, [4, 10, 10, 10, 10, 10, 10, 10, 10, 10, 6]],
      [2, [4, 96]],
      // halved until it fits, and remembered
      [90, [4, 2, 2, ...Array(48).fill(2)]],
    ])(
      'puts as many into a document as GitLab takes at a price of %s for each',
      async (price, expected) => {
        const sizes = answerAtPrice(price);

        const looked = await createHost().getPullRequests(addresses(100));

        expect(sizes).toEqual(expected);
        expect(looked).toHaveLength(100);
        expect(looked).toEqual(
          looked.map(() => expect.objectContaining({ name: 'NotFoundError' })),
        );
      },
    );

    it('asks for no other when the host is down', async () => {
      stub.json(502, {});

      const looked = await createHost().getPullRequests(addresses(50));

      expect(stub.requests).toHaveLength(1);
      expect(new Set(looked.map(String)).size).toBe(1);
    });
  });
});
