/* eslint-disable jest/no-export -- these tests are for others to run */
import type {
  CodeHost,
  PullRequestAddress,
  RepositoryAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { pushBranch } from './pushBranch';

/**
 * A code host with what its tests need on the other side.
 * @public
 */
export interface CodeHostUnderTest {
  codeHost: CodeHost;
  /** With at least one commit on its default branch, and nobody in the way of pushing and merging. */
  repository: RepositoryAddress;
  archived: RepositoryAddress;
  /** Without a commit. */
  empty: RepositoryAddress;
  /** User name of somebody who may push, approve and merge. */
  writer: string;
  /** User name of somebody whom the host knows, and who may not push. */
  reader: string;
  /** What the writer does by hand. */
  hands: CodeHostHands;
  /** Lets the host refuse everything as long as it is down. */
  setDown(isDown: boolean): void | Promise<void>;
  stop(): Promise<void>;
}

/**
 * What a person who may write does on a code host without Skein.
 * @public
 */
export interface CodeHostHands {
  approve(address: PullRequestAddress): Promise<void>;
  /** A review that asks for changes, and says something of line 3 of `a.sql`. */
  requestChanges(
    address: PullRequestAddress,
    review: { body: string; line: string },
  ): Promise<void>;
  comment(address: PullRequestAddress, body: string): Promise<void>;
  merge(address: PullRequestAddress): Promise<void>;
  /** Lets a check of a commit fail. */
  failCheck(
    repository: RepositoryAddress,
    sha: string,
    check: { name: string; summary: string },
  ): Promise<void>;
}

/**
 * What each code host has to keep to, however its API may be: the same tests for all of them. `start` is called once.
 * @public
 */
export function describeCodeHost(
  name: string,
  start: () => Promise<CodeHostUnderTest>,
): void {
  describe(`${name} as a code host`, () => {
    let under: CodeHostUnderTest;
    let codeHost: CodeHost;
    let repository: RepositoryAddress;
    let branches = 0;

    beforeAll(async () => {
      under = await start();
      ({ codeHost, repository } = under);
    });

    afterAll(async () => {
      await under.stop();
    });

    async function push(branch: string): Promise<string> {
      const { cloneUrl } = await codeHost.getRepository(repository);
      const credentials = await codeHost.getGitCredentials(repository);
      return await pushBranch({ cloneUrl, ...credentials, branch });
    }

    async function open(branch = `skein/contract-${(branches += 1)}`) {
      const headSha = await push(branch);
      const options = {
        repository,
        branch,
        base: 'main',
        title: 'Read core.user_activity',
        body: 'Why\n\n<!-- skein:a:b:1 -->',
      };
      const opened = await codeHost.openPullRequest(options);
      return {
        options,
        opened,
        headSha,
        address: { repository, number: opened.number },
      };
    }

    it('finds its way from the page of a repository to its address and back', () => {
      const url = codeHost.getRepositoryUrl?.(repository);

      expect(codeHost.serves(repository.host)).toBe(true);
      expect(codeHost.hosts).toContain(repository.host);
      expect(codeHost.parseUrl(url!)?.repository).toEqual(repository);
      expect(codeHost.parseUrl(`${url}.git`)?.repository).toEqual(repository);
      expect(codeHost.parseUrl('https://elsewhere.example/a/b')).toBe(
        undefined,
      );
    });

    it('says what a repository is, and what is in the way', async () => {
      await expect(codeHost.getRepository(repository)).resolves.toMatchObject({
        address: repository,
        defaultBranch: 'main',
        archived: false,
        empty: false,
      });
      await expect(
        codeHost.getRepository(under.archived),
      ).resolves.toMatchObject({ archived: true });
      await expect(codeHost.getRepository(under.empty)).resolves.toMatchObject({
        empty: true,
      });
    });

    it('says that something is not there in one way', async () => {
      const gone = { ...repository, name: 'no-such-repository' };

      await expect(codeHost.getRepository(gone)).rejects.toMatchObject({
        name: 'NotFoundError',
      });
      await expect(
        codeHost.getPullRequest({ repository, number: 987_654 }),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
    });

    it.each(['../escape', 'a b', 'a?b', '.', ''])(
      'asks nothing of the host for a repository that is named %j',
      async bad => {
        await expect(
          codeHost.getRepository({ ...repository, name: bad }),
        ).rejects.toMatchObject({ name: 'InputError' });
        await expect(
          codeHost.getGitCredentials({ ...repository, name: bad }),
        ).rejects.toMatchObject({ name: 'InputError' });
      },
    );

    it('opens a pull request once, and finds it by its branch', async () => {
      const { opened, options, headSha } = await open();

      expect(opened).toMatchObject({
        state: 'open',
        branch: options.branch,
        title: options.title,
        body: options.body,
        headSha,
      });
      await expect(codeHost.openPullRequest(options)).rejects.toMatchObject({
        name: 'ConflictError',
      });
      await expect(
        codeHost.findPullRequest({ repository, branch: options.branch }),
      ).resolves.toMatchObject({ number: opened.number, headSha });
      await expect(
        codeHost.findPullRequest({ repository, branch: 'skein/other' }),
      ).resolves.toBeUndefined();
    });

    it('finds the newest of two pull requests from one branch, whatever their states', async () => {
      const { address, options } = await open();
      await codeHost.closePullRequest(address);
      const again = await codeHost.openPullRequest(options);
      await codeHost.closePullRequest({ ...address, number: again.number });

      await expect(
        codeHost.findPullRequest({ repository, branch: options.branch }),
      ).resolves.toMatchObject({ number: again.number, state: 'closed' });
    });

    it('refuses a pull request in an archived repository', async () => {
      await expect(
        codeHost.openPullRequest({
          repository: under.archived,
          branch: 'skein/x',
          base: 'main',
          title: 'Move',
          body: '',
        }),
      ).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringContaining('archived'),
      });
    });

    it('changes title and body, and closes with one comment however often it is told to', async () => {
      const { address } = await open();
      await codeHost.updatePullRequest({ ...address, title: 'New', body: 'B' });
      const close = { ...address, comment: 'The migration was cancelled.' };
      await codeHost.closePullRequest(close);
      await codeHost.closePullRequest(close);

      await expect(codeHost.getPullRequest(address)).resolves.toMatchObject({
        state: 'closed',
        title: 'New',
        body: 'B',
        closedAt: expect.any(String),
      });
      await expect(codeHost.listComments!(address)).resolves.toEqual([
        expect.objectContaining({ body: 'The migration was cancelled.' }),
      ]);
    });

    it('asks people for reviews, and says whom it could not ask', async () => {
      const { address } = await open();

      const refusals = await codeHost.dressPullRequest({
        ...address,
        labels: ['skein'],
        reviewers: [under.writer, 'nobody-of-that-name'],
        teamReviewers: [],
      });

      expect(refusals).toEqual([
        expect.stringContaining('nobody-of-that-name'),
      ]);
      const { reviews } = await codeHost.getPullRequest(address);
      expect(reviews).toEqual([{ reviewer: under.writer, state: 'requested' }]);
    });

    it('lists open pull requests only', async () => {
      const first = await open();
      const second = await open();
      await codeHost.closePullRequest(first.address);

      const numbers = (await codeHost.listPullRequests!(repository)).map(
        ({ number }) => number,
      );

      expect(numbers).toContain(second.opened.number);
      expect(numbers).not.toContain(first.opened.number);
      expect([...numbers].sort((a, b) => b - a)).toEqual(numbers);
    });

    it('sees what people do: a review, then the merge', async () => {
      const { address } = await open();
      await under.hands.requestChanges(address, { body: 'Not yet', line: 'x' });
      const reviewed = await codeHost.getPullRequest(address);
      await under.hands.merge(address);
      const merged = await codeHost.getPullRequest(address);

      expect(reviewed).toMatchObject({
        state: 'open',
        conflict: false,
        reviews: [{ reviewer: under.writer, state: 'changesRequested' }],
      });
      expect(merged).toMatchObject({
        state: 'merged',
        mergedAt: expect.any(String),
      });
    });

    it('counts an approval for the commit that was approved, and merges that commit and no other', async () => {
      const { address, options, headSha } = await open();
      await under.hands.approve(address);
      await expect(codeHost.listApprovals!(address)).resolves.toEqual([
        { reviewer: under.writer, byMachine: false, sha: headSha },
      ]);
      const later = await push(options.branch);

      const approvals = await codeHost.listApprovals!(address);
      expect(approvals.filter(({ sha }) => sha === later)).toEqual([]);
      const merge = { ...address, method: 'squash' as const };
      await expect(
        codeHost.mergePullRequest!({ ...merge, headSha }),
      ).rejects.toMatchObject({ name: 'ConflictError' });
      await codeHost.mergePullRequest!({ ...merge, headSha: later });
      await expect(codeHost.getPullRequest(address)).resolves.toMatchObject({
        state: 'merged',
      });
      await expect(
        codeHost.mergePullRequest!({ ...merge, headSha: later }),
      ).rejects.toMatchObject({ name: 'ConflictError' });
    });

    it('lists what was said since a time, with who said it and what a review says of lines', async () => {
      const { address } = await open();
      await codeHost.addComment!({ ...address, body: 'Ours' });
      await under.hands.comment(address, '/skein retry');
      await under.hands.requestChanges(address, {
        body: 'Not like this',
        line: 'Keep the alias',
      });

      const { remarks, complete } = await codeHost.listRemarks!(address);

      expect(complete).toBe(true);
      expect(new Set(remarks.map(({ id }) => id)).size).toBe(remarks.length);
      expect(remarks[0]).toMatchObject({ body: 'Ours', byUs: true });
      expect(remarks).toContainEqual(
        expect.objectContaining({
          author: under.writer,
          body: '/skein retry',
          byMachine: false,
          byUs: false,
          asksForChanges: false,
        }),
      );
      const review = remarks.find(({ asksForChanges }) => asksForChanges)!;
      expect(review.author).toBe(under.writer);
      expect(review.body).toContain('Not like this');
      expect(review.lineComments).toContainEqual({
        path: 'a.sql',
        line: 3,
        body: 'Keep the alias',
      });
      const last = remarks.at(-1)!.writtenAt;
      const after = new Date(Date.parse(last) + 1_000).toISOString();
      await expect(
        codeHost.listRemarks!({ ...address, since: last }),
      ).resolves.toMatchObject({
        remarks: expect.arrayContaining([remarks.at(-1)]),
      });
      await expect(
        codeHost.listRemarks!({ ...address, since: after }),
      ).resolves.toEqual({ remarks: [], complete: true });
    });

    it('knows who may write', async () => {
      const mayWrite = async (user: string) =>
        await codeHost.mayWrite!({ repository, user });

      expect(await mayWrite(under.writer)).toBe(true);
      expect(await mayWrite(under.reader)).toBe(false);
      expect(await mayWrite('nobody-at-all')).toBe(false);
    });

    it('lists the checks of a commit that failed, with what they said', async () => {
      const { headSha } = await open();
      await under.hands.failCheck(repository, headSha, {
        name: 'contract-unit',
        summary: '2 problems',
      });

      const failed = await codeHost.listFailedChecks!({
        repository,
        sha: headSha,
      });

      const [found] = failed.filter(check => check.name === 'contract-unit');
      expect(found.summary).toContain('2 problems');
    });

    it('sees many at once as it sees each alone, and tells which one is gone', async () => {
      const opened = [await open(), await open(), await open()];
      await under.hands.merge(opened[1].address);
      const addresses = opened.map(({ address }) => address);
      const gone = { repository, number: 987_654 };
      const lookAtEach = async () =>
        await Promise.all(
          addresses.map(address => codeHost.getPullRequest(address)),
        );
      let before = await lookAtEach();
      let alone: typeof before;
      let looked: unknown[];
      // until nothing, such as a check, has changed in between
      for (;;) {
        looked = await codeHost.getPullRequests!([
          addresses[0],
          gone,
          ...addresses.slice(1),
        ]);
        alone = await lookAtEach();
        if (JSON.stringify(alone) === JSON.stringify(before)) {
          break;
        }
        before = alone;
      }

      const [first, missing, ...rest] = looked;
      expect([first, ...rest]).toEqual(alone);
      expect(missing).toMatchObject({ name: 'NotFoundError' });
    });

    it('asks to come back later while the host is down', async () => {
      await under.setDown(true);
      try {
        await expect(codeHost.getRepository(repository)).rejects.toMatchObject({
          name: 'ServiceUnavailableError',
        });
        const looked = await codeHost.getPullRequests!([
          { repository, number: 1 },
          { repository, number: 2 },
        ]);
        expect(looked).toEqual([
          expect.objectContaining({ name: 'ServiceUnavailableError' }),
          expect.objectContaining({ name: 'ServiceUnavailableError' }),
        ]);
      } finally {
        await under.setDown(false);
      }
    });

    it('takes no webhook that proves nothing', async () => {
      await expect(
        codeHost.receiveWebhook({ headers: {}, rawBody: Buffer.from('{}') }),
      ).rejects.toMatchObject({ name: 'AuthenticationError' });
    });
  });
}
