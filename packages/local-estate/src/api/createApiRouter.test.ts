import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { Checkout } from '../__testUtils__/Checkout';
import { createClient } from '../__testUtils__/createClient';
import {
  startTestEstate,
  type TestEstate,
} from '../__testUtils__/startTestEstate';

jest.setTimeout(60_000);

describe('the REST API', () => {
  let estate: TestEstate;

  beforeAll(async () => {
    estate = await startTestEstate({ withTrouble: true });
  });

  afterAll(() => estate.remove());
  afterEach(() =>
    estate.set({
      mode: 'up',
      latencyMilliseconds: 0,
      answers: 'sent',
      retryAfterSeconds: 60,
    }),
  );

  const get = (path: string, token?: string) =>
    fetch(`${estate.apiUrl}${path}`, {
      headers: token ? { authorization: `token ${token}` } : {},
    });

  it('finds code by exact text on default branches, in any case of letters', async () => {
    const client = createClient(estate);
    const search = async (q: string) =>
      (await client.search.code({ q, per_page: 100 })).data.items.map(
        item => `${item.repository.name}/${item.path}`,
      );

    const found = await search(
      '"ACME-PROD.analytics.user_activity_v1" org:acme',
    );

    expect(found).toContain('churn-report/report.sql');
    expect(found).toContain('fraud-airflow/dags/sql/device_sharing.sql');
    expect(found.filter(hit => hit.startsWith('legacy-exports/'))).toEqual([]);
    expect(
      await search('"user_activity_v1" repo:acme/product-dbt extension:yml'),
    ).toEqual(['product-dbt/models/schema.yml']);
    // a dot is a dot
    expect(await search('"analyticsXuser_activity_v1"')).toEqual([]);
  });

  it('does not find what stands on other branches', async () => {
    const checkout = await Checkout.of(estate, 'legacy-exports');
    await checkout.push('draft', 'draft.sql', 'SELECT only_in_a_draft\n');

    const { data } = await createClient(estate).search.code({
      q: 'only_in_a_draft',
    });

    expect(data.total_count).toBe(0);
  });

  it('refuses a search qualifier that it does not know, rather than find too much', async () => {
    await expect(
      createClient(estate).search.code({ q: 'user_id fork:only' }),
    ).rejects.toMatchObject({ status: 422 });
  });

  it('reads contents from git, also right after a push', async () => {
    const checkout = await Checkout.of(estate, 'churn-report');
    const sha = await checkout.push('note', 'mail/note.txt', 'wörtlich\n');
    const client = createClient(estate);
    const parameters = { owner: 'acme', repo: 'churn-report' };

    const { data: file } = await client.repos.getContent({
      ...parameters,
      path: 'mail/note.txt',
      ref: 'note',
    });
    const { data: folder } = await client.repos.getContent({
      ...parameters,
      path: 'mail',
      ref: 'note',
    });
    const { data: branch } = await client.repos.getBranch({
      ...parameters,
      branch: 'note',
    });
    const { data: comparison } = await client.repos.compareCommitsWithBasehead({
      ...parameters,
      basehead: 'main...note',
    });

    expect(file).toMatchObject({
      type: 'file',
      encoding: 'base64',
      content: Buffer.from('wörtlich\n').toString('base64'),
    });
    expect(folder).toMatchObject([
      { path: 'mail/note.txt' },
      { path: 'mail/recipients.txt' },
    ]);
    expect(branch.commit.sha).toBe(sha);
    expect(comparison).toMatchObject({
      status: 'ahead',
      ahead_by: 1,
      files: [{ filename: 'mail/note.txt', status: 'added' }],
    });
  });

  it('pages lists by the Link header', async () => {
    const client = createClient(estate);

    const repositories = await client.paginate(client.repos.listForOrg, {
      org: 'acme',
      per_page: 5,
    });

    expect(repositories.length).toBeGreaterThan(20);
    expect(new Set(repositories.map(({ name }) => name)).size).toBe(
      repositories.length,
    );
  });

  it('takes an answer of emulate for users, and shows the address of the estate in it', async () => {
    const { data } = await createClient(
      estate,
      'ana-token',
    ).users.getAuthenticated();

    expect(data).toMatchObject({ login: 'ana', name: 'Ana Alves' });
    expect(data.url).toBe(`${estate.apiUrl}/users/ana`);
  });

  it('says 404 to a route of a repository that nobody answers truly', async () => {
    const response = await get(
      '/repos/acme/churn-report/actions/runs',
      estate.token,
    );

    expect(response.status).toBe(404);
  });

  it('shows strangers nothing and refuses tokens that nobody has', async () => {
    expect((await get('/repos/acme/churn-report')).status).toBe(404);
    expect((await get('/user')).status).toBe(401);
    const response = await get('/repos/acme/churn-report', 'stolen');
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ message: 'Bad credentials' });
  });

  it('refuses a pull request without a token', async () => {
    const response = await fetch(
      `${estate.apiUrl}/repos/acme/churn-report/pulls`,
      { method: 'POST', body: '{}' },
    );

    expect(response.status).toBe(401);
  });

  it('names the field that a request lacks', async () => {
    const response = await fetch(
      `${estate.apiUrl}/repos/acme/churn-report/pulls`,
      {
        method: 'POST',
        headers: {
          authorization: `token ${estate.token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ head: 'x', base: 'main' }),
      },
    );

    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      message: expect.stringContaining('"title" wasn\'t supplied'),
    });
  });

  it('asks only people and teams of the company for a review, and never the author', async () => {
    const checkout = await Checkout.of(estate, 'pricing-sql');
    await checkout.push('change', 'one.txt', 'a\n');
    const client = createClient(estate);
    const parameters = { owner: 'acme', repo: 'pricing-sql', pull_number: 1 };
    await client.pulls.create({
      ...parameters,
      head: 'change',
      base: 'main',
      title: 'Change',
    });

    await expect(
      client.pulls.requestReviewers({ ...parameters, reviewers: ['nobody'] }),
    ).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('not a collaborator'),
    });
    await expect(
      client.pulls.requestReviewers({
        ...parameters,
        reviewers: ['skein-bot'],
      }),
    ).rejects.toMatchObject({
      message: expect.stringContaining('pull request author'),
    });
    await expect(
      client.pulls.createReview({ ...parameters, event: 'APPROVE' }),
    ).rejects.toMatchObject({ status: 422 });
  });

  it('answers for repositories in trouble as GitHub does', async () => {
    const client = createClient(estate);
    const describeRepository = async (repo: string) =>
      (await client.repos.get({ owner: 'acme', repo })).data;

    expect(await describeRepository('trouble-archived')).toMatchObject({
      archived: true,
    });
    expect(
      (await describeRepository('trouble-oversized')).size,
    ).toBeGreaterThan(5 * 1024 * 1024);
    const empty = { owner: 'acme', repo: 'trouble-empty' };
    expect(await describeRepository(empty.repo)).toMatchObject({ size: 0 });
    await expect(client.repos.listCommits(empty)).rejects.toMatchObject({
      status: 409,
    });
    await expect(
      client.git.getRef({ ...empty, ref: 'heads/main' }),
    ).rejects.toMatchObject({ status: 409 });
    await expect(
      client.repos.getContent({ ...empty, path: '' }),
    ).rejects.toMatchObject({ status: 404 });
    await expect(
      client.pulls.create({
        owner: 'acme',
        repo: 'trouble-archived',
        head: 'x',
        base: 'main',
        title: 'x',
      }),
    ).rejects.toMatchObject({ status: 403 });
  });

  it.each([
    ['down', 503, undefined],
    ['rateLimited', 403, 'x-ratelimit-remaining'],
    ['secondaryRateLimited', 403, 'retry-after'],
  ] as const)(
    'answers every request alike while it is %s',
    async (mode, status, header) => {
      await estate.set({ mode });

      const response = await get('/repos/acme/churn-report', estate.token);

      expect(response.status).toBe(status);
      expect(header === undefined || response.headers.has(header)).toBe(true);
    },
  );

  it('says nothing of when to come again while its secondary limit is silent', async () => {
    await estate.set({ mode: 'secondaryRateLimited', retryAfterSeconds: 0 });

    const response = await get('/repos/acme/churn-report', estate.token);

    expect(response.status).toBe(403);
    expect(response.headers.has('retry-after')).toBe(false);
  });

  it('does what it is asked for, and breaks the connection, while answers are lost', async () => {
    const checkout = await Checkout.of(estate, 'churn-report');
    await checkout.push('answered-not', 'one.txt', 'a\n');
    const client = createClient(estate);
    const churn = { owner: 'acme', repo: 'churn-report' };
    await estate.set({ answers: 'lost' });

    await expect(
      client.pulls.create({
        ...churn,
        head: 'answered-not',
        base: 'main',
        title: 'Nobody hears of it',
      }),
    ).rejects.toThrow();

    const { data } = await client.pulls.list({
      ...churn,
      head: 'acme:answered-not',
    });
    expect(data.map(({ title }) => title)).toEqual(['Nobody hears of it']);
  });

  it('tells a checker who asked what, and all pull requests at once', async () => {
    const checkout = await Checkout.of(estate, 'churn-report');
    await checkout.push('looked-at', 'one.txt', 'a\n');
    await createClient(estate).pulls.create({
      owner: 'acme',
      repo: 'churn-report',
      head: 'looked-at',
      base: 'main',
      title: 'Somebody looks',
    });

    const [requests, pulls] = await Promise.all(
      ['requests', 'pull-requests'].map(async name => {
        const response = await fetch(`${estate.url}/-/control/${name}`);
        return response.json();
      }),
    );

    expect(requests).toContainEqual({
      at: expect.any(Number),
      login: 'skein-bot',
      method: 'POST',
      path: '/api/v3/repos/acme/churn-report/pulls',
    });
    expect(pulls).toContainEqual(
      expect.objectContaining({
        repository: 'acme/churn-report',
        headRef: 'looked-at',
      }),
    );
  });

  it('refuses a fault that it cannot play, and says which there are', async () => {
    const refusal = estate.set(JSON.parse('{"mode":"asleep"}'));

    await expect(refusal).rejects.toThrow(
      'mode is \\"asleep\\", and has to be one of up, down, rateLimited, secondaryRateLimited.',
    );
  });

  it('is reachable from this machine only', async () => {
    const { port } = new URL(estate.url);
    const host = Object.values(networkInterfaces())
      .flat()
      .find(
        address => address?.family === 'IPv4' && !address.internal,
      )?.address;
    const attempt = (hostname: string) =>
      new Promise<boolean>(resolve => {
        request({ hostname, port, path: '/' })
          .on('response', response => {
            response.resume();
            resolve(true);
          })
          .on('error', () => resolve(false))
          .end();
      });

    expect(await attempt('127.0.0.1')).toBe(true);
    // a machine without a network has no other address to try
    expect(host !== undefined && (await attempt(host))).toBe(false);
  });

  it('lets a guest read and comment, and nothing else', async () => {
    const checkout = await Checkout.of(estate, 'churn-report');
    await checkout.push('guest', 'guest.txt', 'Hello\n');
    const client = createClient(estate);
    const guest = createClient(estate, 'gwen-token');
    const repository = { owner: 'acme', repo: 'churn-report' };
    const { data: pull } = await client.pulls.create({
      ...repository,
      head: 'guest',
      base: 'main',
      title: 'Guests',
    });

    await guest.issues.createComment({
      ...repository,
      issue_number: pull.number,
      body: 'Nice',
    });
    const permissions = await Promise.all(
      ['gwen', 'farid', 'olga'].map(async username => {
        const { data } = await client.repos.getCollaboratorPermissionLevel({
          ...repository,
          username,
        });
        return data.permission;
      }),
    );

    expect(permissions).toEqual(['read', 'write', 'admin']);
    await expect(
      guest.pulls.merge({ ...repository, pull_number: pull.number }),
    ).rejects.toMatchObject({ status: 403 });
    const push = await fetch(
      `${estate.url}/acme/churn-report.git/info/refs?service=git-receive-pack`,
      {
        headers: {
          authorization: `Basic ${Buffer.from('gwen:gwen-token').toString(
            'base64',
          )}`,
        },
      },
    );
    expect(push.status).toBe(403);
  });

  it('keeps what a review says of lines, and refuses a comment that is too long', async () => {
    const checkout = await Checkout.of(estate, 'churn-report');
    await checkout.push('lines', 'lines.txt', 'One\n');
    const client = createClient(estate);
    const farid = createClient(estate, 'farid-token');
    const repository = { owner: 'acme', repo: 'churn-report' };
    const { data: pull } = await client.pulls.create({
      ...repository,
      head: 'lines',
      base: 'main',
      title: 'Lines',
    });
    const address = { ...repository, pull_number: pull.number };

    const { data: review } = await farid.pulls.createReview({
      ...address,
      event: 'REQUEST_CHANGES',
      comments: [{ path: 'lines.txt', line: 1, body: 'Two' }],
    });

    const { data: ofReview } = await client.pulls.listCommentsForReview({
      ...address,
      review_id: review.id,
    });
    expect(ofReview).toMatchObject([
      { path: 'lines.txt', line: 1, body: 'Two', user: { login: 'farid' } },
    ]);
    const { data: all } = await client.pulls.listReviewComments(address);
    expect(all).toEqual(ofReview);
    await expect(
      farid.issues.createComment({
        ...repository,
        issue_number: pull.number,
        body: 'x'.repeat(65_537),
      }),
    ).rejects.toMatchObject({ status: 422 });
  });
});
