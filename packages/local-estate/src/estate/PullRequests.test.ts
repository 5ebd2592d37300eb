import { Checkout } from '../__testUtils__/Checkout';
import { createClient } from '../__testUtils__/createClient';
import {
  startTestEstate,
  type TestEstate,
} from '../__testUtils__/startTestEstate';

jest.setTimeout(60_000);

describe('pull requests', () => {
  let estate: TestEstate;
  let checkout: Checkout;
  let repository: { owner: string; repo: string };
  let used = 0;

  beforeAll(async () => {
    estate = await startTestEstate({ extraConsumers: 20 });
  });

  afterAll(() => estate.remove());

  // each test has a repository of its own
  beforeEach(async () => {
    used += 1;
    const repo = `extra-consumer-${String(used).padStart(3, '0')}`;
    repository = { owner: 'acme', repo };
    checkout = await Checkout.of(estate, repo);
  });

  const open = (head: string, token?: string) =>
    createClient(estate, token).pulls.create({
      ...repository,
      head,
      base: 'main',
      title: 'Read the new dataset',
      body: 'Because.',
    });

  it('are opened once when ten clients open one for the same branch at the same time', async () => {
    await checkout.push('skein/one', 'note.txt', 'one\n');

    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => open('skein/one')),
    );

    const refused = results.flatMap(result =>
      result.status === 'rejected' ? [result.reason] : [],
    );
    expect(refused).toHaveLength(9);
    expect(refused[0]).toMatchObject({
      status: 422,
      response: {
        data: {
          message: 'Validation Failed',
          errors: [
            {
              resource: 'PullRequest',
              code: 'custom',
              message: 'A pull request already exists for acme:skein/one.',
            },
          ],
        },
      },
    });
    const { data } = await createClient(estate).pulls.list({
      ...repository,
      head: 'acme:skein/one',
    });
    expect(data.map(pull => pull.number)).toEqual([1]);
  });

  it('are refused for a branch that does not exist, a base that does not exist, and a branch with nothing new', async () => {
    await checkout.git('push', '--quiet', 'origin', 'main:same');

    await expect(open('missing')).rejects.toMatchObject({
      status: 422,
      response: {
        data: {
          errors: [{ resource: 'PullRequest', field: 'head', code: 'invalid' }],
        },
      },
    });
    await expect(
      createClient(estate).pulls.create({
        ...repository,
        head: 'same',
        base: 'trunk',
        title: 'x',
      }),
    ).rejects.toMatchObject({
      status: 422,
      response: { data: { errors: [{ field: 'base' }] } },
    });
    await expect(open('same')).rejects.toMatchObject({
      response: {
        data: { errors: [{ message: 'No commits between main and same' }] },
      },
    });
  });

  it('follow a push: head, files and figures are those of git', async () => {
    const client = createClient(estate);
    const first = await checkout.push('change', 'one.txt', 'a\nb\n');
    const { data: opened } = await open('change');
    expect(opened).toMatchObject({
      number: 1,
      head: { sha: first },
      mergeable: null,
      additions: 2,
      changed_files: 1,
    });

    const second = await checkout.push(
      'change',
      'sql/daily_activity.sql',
      'SELECT 1\n',
    );

    const { data: pull } = await client.pulls.get({
      ...repository,
      pull_number: 1,
    });
    expect(pull).toMatchObject({
      head: { sha: second },
      mergeable: true,
      commits: 2,
      additions: 3,
      deletions: 5,
      changed_files: 2,
    });
    const { data: files } = await client.pulls.listFiles({
      ...repository,
      pull_number: 1,
    });
    expect(files).toMatchObject([
      { filename: 'one.txt', status: 'added', additions: 2, deletions: 0 },
      { filename: 'sql/daily_activity.sql', status: 'modified', additions: 1 },
    ]);
    expect(files[0].patch).toBe('@@ -0,0 +1,2 @@\n+a\n+b');
  });

  it.each([
    ['merge', 2],
    ['squash', 1],
  ] as const)(
    'move the base branch when merged by %s',
    async (method, parents) => {
      const client = createClient(estate);
      await checkout.push('change', 'one.txt', 'a\n');
      await open('change');

      const { data: merge } = await client.pulls.merge({
        ...repository,
        pull_number: 1,
        merge_method: method,
      });

      const { data: commit } = await client.repos.getCommit({
        ...repository,
        ref: 'main',
      });
      expect(commit.sha).toBe(merge.sha);
      expect(commit.parents).toHaveLength(parents);
      const { data: pull } = await client.pulls.get({
        ...repository,
        pull_number: 1,
      });
      expect(pull).toMatchObject({
        state: 'closed',
        merged: true,
        merged_by: { login: 'skein-bot' },
        merge_commit_sha: merge.sha,
        changed_files: 1,
      });
      await checkout.git('fetch', '--quiet', 'origin');
      expect(await checkout.git('show', 'origin/main:one.txt')).toBe('a');
    },
  );

  it('are not merged when they conflict, and say so', async () => {
    const client = createClient(estate);
    await checkout.push('change', 'sql/daily_activity.sql', 'SELECT 1\n');
    await open('change');
    await checkout.git('checkout', '--quiet', 'main');
    await checkout.push('main', 'sql/daily_activity.sql', 'SELECT 2\n');

    const { data: pull } = await client.pulls.get({
      ...repository,
      pull_number: 1,
    });
    expect(pull).toMatchObject({ mergeable: false, mergeable_state: 'dirty' });
    await expect(
      client.pulls.merge({ ...repository, pull_number: 1 }),
    ).rejects.toMatchObject({
      status: 405,
      message: expect.stringContaining('not mergeable'),
    });
  });

  it('are not merged when the head is not the one that was reviewed', async () => {
    const reviewed = await checkout.push('change', 'one.txt', 'a\n');
    await open('change');
    await checkout.push('change', 'one.txt', 'b\n');

    await expect(
      createClient(estate).pulls.merge({
        ...repository,
        pull_number: 1,
        sha: reviewed,
      }),
    ).rejects.toMatchObject({ status: 409 });
  });

  it('close when their branch is deleted, and keep their diff', async () => {
    const client = createClient(estate);
    await checkout.push('change', 'one.txt', 'a\n');
    await open('change');

    await client.git.deleteRef({ ...repository, ref: 'heads/change' });

    const { data: pull } = await client.pulls.get({
      ...repository,
      pull_number: 1,
    });
    expect(pull).toMatchObject({
      state: 'closed',
      merged: false,
      additions: 1,
    });
    await expect(
      client.pulls.update({ ...repository, pull_number: 1, state: 'open' }),
    ).rejects.toMatchObject({ status: 422 });
  });

  it('count as merged when somebody pushes their commits to the base branch', async () => {
    const head = await checkout.push('change', 'one.txt', 'a\n');
    await open('change');

    await checkout.git('push', '--quiet', 'origin', 'change:main');

    const { data: pull } = await createClient(estate).pulls.get({
      ...repository,
      pull_number: 1,
    });
    expect(pull).toMatchObject({ merged: true, merge_commit_sha: head });
  });

  it('outlive the process, with their checks, labels, reviewers, reviews and comments', async () => {
    const client = createClient(estate);
    const parameters = { ...repository, pull_number: 1 };
    const head = await checkout.push('change', 'one.txt', 'a\n');
    await open('change');
    await client.issues.addLabels({
      ...repository,
      issue_number: 1,
      labels: ['skein'],
    });
    await client.pulls.requestReviewers({
      ...parameters,
      reviewers: ['ben'],
      team_reviewers: ['fraud'],
    });
    await client.issues.createComment({
      ...repository,
      issue_number: 1,
      body: 'Looks right.',
    });
    await createClient(estate, 'ana-token').pulls.createReview({
      ...parameters,
      event: 'APPROVE',
    });

    await estate.restart();

    const { data: pull } = await client.pulls.get(parameters);
    expect(pull).toMatchObject({
      title: 'Read the new dataset',
      state: 'open',
      head: { sha: head },
      labels: [{ name: 'skein' }],
      requested_reviewers: [{ login: 'ben' }],
      requested_teams: [{ slug: 'fraud' }],
      comments: 1,
    });
    const { data: reviews } = await client.pulls.listReviews(parameters);
    expect(reviews).toMatchObject([
      { user: { login: 'ana' }, state: 'APPROVED', commit_id: head },
    ]);
    const { data: checks } = await client.checks.listForRef({
      ...repository,
      ref: head,
    });
    expect(checks.total_count).toBe(1);
  });
});
