import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { Octokit } from '@octokit/rest';
import { pushBranch } from '@skein/backstage-plugin-dataset-migrations-node/testing';
import {
  startLocalEstateProcess,
  type LocalEstateProcess,
} from '@skein/local-estate';
import { GithubCodeHost } from './GithubCodeHost';

jest.setTimeout(60_000);

const { signal } = new AbortController();

describe('GithubCodeHost, against the double of GitHub', () => {
  let directory: string;
  let estate: LocalEstateProcess;
  let host: GithubCodeHost;
  let person: Octokit;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'github-code-host-'));
    estate = await startLocalEstateProcess({
      directory,
      withTrouble: true,
      ciDelayMilliseconds: 0,
    });
    host = createHost();
    person = new Octokit({ baseUrl: estate.apiUrl, auth: 'farid-token' });
  });

  afterAll(async () => {
    await estate.close();
    await rm(directory, { recursive: true, force: true });
  });

  afterEach(async () => {
    await estate.set({ mode: 'up' });
  });

  function createHost(
    options: {
      github?: Array<Record<string, string>>;
      webhookSecret?: string;
    } = {},
  ): GithubCodeHost {
    const {
      github = [
        { host: estate.host, apiBaseUrl: estate.apiUrl, token: estate.token },
      ],
    } = options;
    return GithubCodeHost.create({
      config: mockServices.rootConfig({
        data: {
          integrations: { github },
          datasetMigrations: {
            github: { webhookSecret: options.webhookSecret },
          },
        },
      }),
      logger: mockServices.logger.mock(),
    });
  }

  function repositoryOf(name: string) {
    return { host: estate.host, owner: 'acme', name };
  }

  async function openPullRequest(name: string, branch: string) {
    const headSha = await pushBranch({
      cloneUrl: `${estate.url}/acme/${name}.git`,
      ...(await host.getGitCredentials(repositoryOf(name))),
      branch,
    });
    const opened = await host.openPullRequest({
      repository: repositoryOf(name),
      branch,
      base: 'main',
      title: 'Read core.user_activity',
      body: 'Why\n\n<!-- skein:a:b:1 -->',
    });
    return { headSha, opened };
  }

  it('knows its hosts, and takes the first one that is configured for the one that is meant', () => {
    expect(host.hosts).toEqual([estate.host]);
    expect(host.serves(estate.host)).toBe(true);
    // Backstage serves github.com without being told to
    expect(host.serves('github.com')).toBe(true);
    expect(
      createHost({
        github: [{ host: 'ghe.example', token: 'x' }, { token: 'y' }],
      }).hosts,
    ).toEqual(['ghe.example', 'github.com']);
    expect(host.parseUrl(`${estate.url}/acme/pricing-sql`)?.repository).toEqual(
      repositoryOf('pricing-sql'),
    );
    expect(host.parseUrl('https://evil.example/a/b')).toBeUndefined();
  });

  it('describes a repository, and gives git what it has to send', async () => {
    await expect(
      host.getRepository(repositoryOf('pricing-sql')),
    ).resolves.toMatchObject({
      address: repositoryOf('pricing-sql'),
      cloneUrl: `${estate.url}/acme/pricing-sql.git`,
      webUrl: `${estate.url}/acme/pricing-sql`,
      defaultBranch: 'main',
      archived: false,
      empty: false,
    });
    const { authorization } = await host.getGitCredentials(
      repositoryOf('pricing-sql'),
    );
    const answer = await fetch(
      `${estate.url}/acme/pricing-sql.git/info/refs?service=git-upload-pack`,
      { headers: { authorization: authorization! } },
    );
    expect(answer.status).toBe(200);
  });

  it.each([
    ['trouble-archived', { archived: true }],
    ['trouble-empty', { empty: true }],
    ['trouble-oversized', { sizeKilobytes: 6_291_456 }],
  ])('sees what is wrong with %s', async (name, facts) => {
    await expect(host.getRepository(repositoryOf(name))).resolves.toMatchObject(
      facts,
    );
  });

  it('asks users and teams for reviews, and says whom it could not ask', async () => {
    const { opened } = await openPullRequest('pricing-sql', 'skein/reviewers');

    const refusals = await host.dressPullRequest({
      repository: repositoryOf('pricing-sql'),
      number: opened.number,
      labels: ['skein', 'dataset-migration'],
      reviewers: ['farid', 'nobody-of-that-name'],
      teamReviewers: ['finance'],
    });

    expect(refusals).toEqual([
      expect.stringContaining(
        'No review could be asked of nobody-of-that-name: ',
      ),
    ]);
    const { reviews } = await host.getPullRequest({
      repository: repositoryOf('pricing-sql'),
      number: opened.number,
    });
    expect(reviews).toEqual([
      { reviewer: 'acme/finance', state: 'requested' },
      { reviewer: 'farid', state: 'requested' },
    ]);
    const { data: labels } = await person.issues.listLabelsOnIssue({
      owner: 'acme',
      repo: 'pricing-sql',
      issue_number: opened.number,
    });
    expect(labels.map(({ name }) => name).sort()).toEqual([
      'dataset-migration',
      'skein',
    ]);
  });

  it('follows checks, reviews and the merge', async () => {
    const { opened } = await openPullRequest('fraud-checks', 'skein/follow');
    const address = {
      repository: repositoryOf('fraud-checks'),
      number: opened.number,
    };
    await person.pulls.createReview({
      owner: 'acme',
      repo: 'fraud-checks',
      pull_number: opened.number,
      event: 'REQUEST_CHANGES',
      body: 'Not yet',
    });

    await expect(host.getPullRequest(address)).resolves.toMatchObject({
      state: 'open',
      conflict: false,
      reviews: expect.arrayContaining([
        { reviewer: 'farid', state: 'changesRequested' },
      ]),
    });

    await person.pulls.merge({
      owner: 'acme',
      repo: 'fraud-checks',
      pull_number: opened.number,
    });
    await expect(host.getPullRequest(address)).resolves.toMatchObject({
      state: 'merged',
      mergedAt: expect.any(String),
      checks: [expect.objectContaining({ state: 'failed' })],
    });
  });

  it('finds code in the organisations of its token', async () => {
    const hits = await host.searchCode({
      host: estate.host,
      names: ['acme-prod.analytics.user_activity_v1'],
      signal,
    });

    expect(hits).toContainEqual({
      repository: repositoryOf('churn-report'),
      path: 'report.sql',
      name: 'acme-prod.analytics.user_activity_v1',
    });
    expect(
      hits.some(({ repository }) => repository.name === 'legacy-exports'),
    ).toBe(false);
  });

  it.each(['down', 'rateLimited', 'secondaryRateLimited'] as const)(
    'asks to come back later when the host is %s',
    async mode => {
      await estate.set({ mode });

      await expect(
        host.getRepository(repositoryOf('pricing-sql')),
      ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
    },
  );

  it('takes webhooks that are signed with its secret', async () => {
    const body = JSON.stringify({
      repository: {
        name: 'pricing-sql',
        owner: { login: 'acme' },
        html_url: `${estate.url}/acme/pricing-sql`,
      },
      pull_request: { number: 3 },
    });
    const headers = {
      'x-github-delivery': '1',
      'x-github-event': 'pull_request',
      'x-hub-signature-256': `sha256=${createHmac('sha256', 'secret')
        .update(body)
        .digest('hex')}`,
    };
    const delivery = { headers, rawBody: Buffer.from(body) };

    await expect(
      createHost({ webhookSecret: 'secret' }).receiveWebhook(delivery),
    ).resolves.toEqual({
      deliveryId: '1',
      event: 'pull_request',
      pullRequest: { repository: repositoryOf('pricing-sql'), number: 3 },
    });
    await expect(host.receiveWebhook(delivery)).rejects.toMatchObject({
      name: 'AuthenticationError',
    });
  });

  it.each([
    ['farid', true],
    ['olga', true],
    ['gwen', false],
    ['nobody-at-all', false],
  ])('says of %s whether they may write: %s', async (user, may) => {
    await expect(
      host.mayWrite({ repository: repositoryOf('pricing-sql'), user }),
    ).resolves.toBe(may);
  });

  it('lists failed checks with what they said in general and of lines', async () => {
    const { headSha } = await openPullRequest('pricing-sql', 'failed-checks');
    const repository = repositoryOf('pricing-sql');
    const createCheck = async (
      name: string,
      conclusion: 'failure' | 'success',
    ) =>
      await person.checks.create({
        owner: 'acme',
        repo: 'pricing-sql',
        name,
        head_sha: headSha,
        conclusion,
        output: {
          title: `${name} ended`,
          summary: '2 problems',
          annotations: [
            {
              path: 'a.sql',
              start_line: 2,
              end_line: 2,
              annotation_level: 'notice',
              message: 'by the way',
            },
            {
              path: 'a.sql',
              start_line: 7,
              end_line: 7,
              annotation_level: 'failure',
              title: 'L001',
              message: 'no such column',
            },
          ],
        },
      });
    await createCheck('lint', 'failure');
    await createCheck('build', 'success');

    const failed = await host.listFailedChecks({ repository, sha: headSha });

    expect(failed.filter(({ name }) => name !== 'ci')).toEqual([
      {
        name: 'lint',
        conclusion: 'failure',
        summary: 'lint ended\n2 problems',
        annotations: [
          { path: 'a.sql', line: 7, message: 'L001: no such column' },
          { path: 'a.sql', line: 2, message: 'by the way' },
        ],
      },
    ]);
  });
});
