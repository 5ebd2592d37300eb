import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { Octokit } from '@octokit/rest';
import type {
  BudgetedRequest,
  CodeHostBudget,
  PullRequestAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';
import {
  pushBranch,
  StubServer,
} from '@skein/backstage-plugin-dataset-migrations-node/testing';
import {
  startLocalEstateProcess,
  type LocalEstateProcess,
} from '@skein/local-estate';
import { GithubCodeHost } from './GithubCodeHost';

jest.setTimeout(120_000);

const NAMES = ['pricing-sql', 'churn-report', 'bi-lookml'];

describe('GithubCodeHost, looking at many pull requests at once', () => {
  let directory: string;
  let estate: LocalEstateProcess;
  const asked: BudgetedRequest['kind'][] = [];
  const budget: CodeHostBudget = {
    async take({ kind }) {
      asked.push(kind);
    },
    async recordRemaining() {},
    async recordRefusal() {
      return 60;
    },
  };
  const addresses: PullRequestAddress[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'github-bulk-'));
    estate = await startLocalEstateProcess({
      directory,
      ciDelayMilliseconds: 0,
    });
    for (const name of NAMES) {
      addresses.push(await openPullRequest(name));
    }
    const person = new Octokit({ baseUrl: estate.apiUrl, auth: 'farid-token' });
    const [reviewed, merged] = addresses.map(({ repository, number }) => ({
      owner: 'acme',
      repo: repository.name,
      pull_number: number,
    }));
    await person.pulls.createReview({
      ...reviewed,
      event: 'REQUEST_CHANGES',
      body: 'Please rename it',
    });
    await person.pulls.requestReviewers({ ...reviewed, reviewers: ['ben'] });
    await person.pulls.requestReviewers({
      ...reviewed,
      team_reviewers: ['finance'],
    });
    await person.pulls.merge(merged);
  });

  afterAll(async () => {
    await estate.close();
    await rm(directory, { recursive: true, force: true });
  });

  beforeEach(async () => {
    await estate.set({ graphql: true });
    asked.length = 0;
  });

  function createHost(
    at: { host: string; apiBaseUrl: string; token: string } = {
      host: estate.host,
      apiBaseUrl: estate.apiUrl,
      token: estate.token,
    },
  ): GithubCodeHost {
    return GithubCodeHost.create({
      config: mockServices.rootConfig({
        data: { integrations: { github: [at] } },
      }),
      logger: mockServices.logger.mock(),
      budget,
    });
  }

  async function openPullRequest(name: string): Promise<PullRequestAddress> {
    const repository = { host: estate.host, owner: 'acme', name };
    await pushBranch({
      cloneUrl: `${estate.url}/acme/${name}.git`,
      ...(await createHost().getGitCredentials(repository)),
      branch: 'skein/bulk',
    });
    const { number } = await createHost().openPullRequest({
      repository,
      branch: 'skein/bulk',
      base: 'main',
      title: 'Read core.user_activity',
      body: 'Why\n\n<!-- skein:a:b:1 -->',
    });
    return { repository, number };
  }

  it('sees the same as looking at each alone, with one request', async () => {
    const host = createHost();
    const alone = await Promise.all(
      addresses.map(address => host.getPullRequest(address)),
    );
    asked.length = 0;

    await expect(host.getPullRequests(addresses)).resolves.toEqual(alone);

    expect(asked).toEqual(['query']);
    expect(alone.map(({ state }) => state)).toEqual(['open', 'merged', 'open']);
    expect(alone[0].reviews).toHaveLength(3);
    expect(alone[0].checks).not.toEqual([]);
  });

  it('looks at each alone where there is no GraphQL, and does not ask for it each time', async () => {
    await estate.set({ graphql: false });
    const host = createHost();

    const first = await host.getPullRequests(addresses);
    const again = await host.getPullRequests(addresses);

    expect(first).toMatchObject([
      { state: 'open' },
      { state: 'merged' },
      { state: 'open' },
    ]);
    expect(again).toEqual(first);
    expect(asked.filter(kind => kind === 'query')).toHaveLength(1);
  });

  it('tells which one is gone, and sees the others', async () => {
    const gone = {
      repository: { ...addresses[0].repository, name: 'no-such-thing' },
      number: 1,
    };

    const [first, second, third] = await createHost().getPullRequests([
      addresses[0],
      gone,
      addresses[2],
    ]);

    expect(first).toMatchObject({ number: addresses[0].number });
    expect(second).toMatchObject({ name: 'NotFoundError' });
    expect(third).toMatchObject({ number: addresses[2].number });
  });

  describe('when GitHub does not answer as it should', () => {
    let stub: StubServer;

    beforeEach(async () => {
      stub = await StubServer.start();
    });

    afterEach(async () => {
      await stub.stop();
    });

    async function look(count: number) {
      const host = createHost({
        host: stub.host,
        apiBaseUrl: `http://${stub.host}/api/v3`,
        token: 'a-token',
      });
      return await host.getPullRequests(
        Array.from({ length: count }, (_each, index) => ({
          repository: { host: stub.host, owner: 'acme', name: `r${index}` },
          number: 1,
        })),
      );
    }

    it('asks for a hundred at once, and for no other when it is down', async () => {
      stub.json(502, { message: 'Bad gateway' });

      const looked = await look(250);

      expect(looked).toHaveLength(250);
      expect(new Set(looked.map(each => String(each))).size).toBe(1);
      expect(stub.requests.map(({ line }) => line)).toEqual(
        Array(3).fill('POST /api/graphql'),
      );
    });

    it('rests when it limits queries', async () => {
      stub.json(200, {
        data: null,
        errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }],
      });

      const [first] = await look(2);

      expect(first).toMatchObject({
        name: 'ServiceUnavailableError',
        retryAfterSeconds: 60,
      });
      expect(stub.requests).toHaveLength(1);
    });

    it('goes on alone when it refuses the document', async () => {
      stub.json(200, { errors: [{ message: 'Field does not exist' }] });

      await look(2);

      expect(stub.requests.map(({ line }) => line).slice(0, 2)).toEqual([
        'POST /api/graphql',
        'GET /api/v3/repos/acme/r0/pulls/1',
      ]);
    });
  });
});
