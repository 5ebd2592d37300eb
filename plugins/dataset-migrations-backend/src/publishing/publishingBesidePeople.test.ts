import { TestDatabases } from '@backstage/backend-test-utils';
import type { DbEventRow } from '../database/tables';
import { crashPoint } from '../execution/crashPoint';
import { PowerCut, PublishingBench } from './__testUtils__/PublishingBench';

jest.mock('../execution/crashPoint', () => ({ crashPoint: jest.fn() }));
jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())(
  'publishing beside people, %s',
  id => {
    let bench: PublishingBench;

    beforeEach(async () => {
      bench = await PublishingBench.open(databases, id);
      jest.mocked(crashPoint).mockReset();
    });

    afterEach(async () => {
      await bench.close();
    });

    it('never overwrites what a human pushed to the branch', async () => {
      const { targetId, name } = await bench.insertTarget();
      const branch = bench.branchOf(targetId);
      const human = await bench.git.commit(
        `acme/${name}`,
        { 'jobs/daily.sql': 'SELECT 1\n' },
        branch,
      );

      await bench.publish();

      await expect(bench.targetOf(targetId)).resolves.toMatchObject({
        state: 'needsHuman',
        conditions: ['humanCommits'],
        state_reason: expect.stringContaining('Somebody pushed to the branch'),
      });
      await expect(bench.git.head(`acme/${name}`, branch)).resolves.toBe(human);
      expect(bench.host.pullRequests).toEqual([]);
    });

    it('never overwrites what a human pushes between the look and the push', async () => {
      const { targetId, name } = await bench.insertTarget();
      const branch = bench.branchOf(targetId);
      let human: string | undefined;
      jest.mocked(crashPoint).mockImplementation(() => {});
      const { queue, publisher } = await bench.createPump();
      const [publication] = await queue.claim(1);
      const { TrustedRepository } = jest.requireActual(
        '../git/TrustedRepository',
      );
      const push = TrustedRepository.prototype.push;
      const spy = jest
        .spyOn(TrustedRepository.prototype, 'push')
        .mockImplementation(async function pushLate(
          this: unknown,
          ...args: unknown[]
        ) {
          human ??= await bench.git.commit(
            `acme/${name}`,
            { 'jobs/daily.sql': 'SELECT 1\n' },
            branch,
          );
          return push.apply(this, args);
        });

      const outcome = await publisher.publish(
        publication,
        sha => queue.recordPush(publication, sha),
        new AbortController().signal,
      );
      spy.mockRestore();

      expect(outcome).toMatchObject({
        kind: 'handedOver',
        because: 'humanCommits',
      });
      await expect(bench.git.head(`acme/${name}`, branch)).resolves.toBe(human);
    });

    it('adopts its pull request with the commits that a human pushed on top', async () => {
      const { targetId, name } = await bench.insertTarget();
      jest.mocked(crashPoint).mockImplementation(point => {
        if (point === 'afterPullRequest') {
          throw new PowerCut();
        }
      });
      await bench.publish();
      jest.mocked(crashPoint).mockReset();
      const human = await bench.git.commit(
        `acme/${name}`,
        { 'jobs/other.sql': 'SELECT 1\n' },
        bench.branchOf(targetId),
      );
      await bench.waitForTurn();

      await bench.publish();

      await expect(bench.targetOf(targetId)).resolves.toMatchObject({
        state: 'prOpen',
        conditions: ['humanCommits'],
      });
      await expect(
        bench.git.head(`acme/${name}`, bench.branchOf(targetId)),
      ).resolves.toBe(human);
    });

    it.each([
      ['closed', 'closed', { closedAt: '2026-11-22T10:00:00Z' }],
      ['merged', 'merged', { mergedAt: '2026-11-22T10:00:00Z' }],
    ] as const)(
      'lets a pull request that was %s before it was recorded be',
      async (state, targetState, times) => {
        const { targetId } = await bench.insertTarget();
        jest.mocked(crashPoint).mockImplementation(point => {
          if (point === 'afterPullRequest') {
            throw new PowerCut();
          }
        });
        await bench.publish();
        jest.mocked(crashPoint).mockReset();
        Object.assign(bench.host.pullRequests[0], { state, ...times });
        await bench.waitForTurn();

        await bench.publish();

        expect((await bench.targetOf(targetId)).state).toBe(targetState);
        expect(bench.host.pullRequests).toHaveLength(1);
      },
    );

    it('asks the code owners, and the owner in the catalog only where nobody else can be asked', async () => {
      bench.host.reviewers.add('zoe');
      const first = await bench.insertTarget(
        {},
        { files: { CODEOWNERS: '/jobs/ @zoe' } },
      );
      const second = await bench.insertTarget(
        {},
        { files: { '.github/CODEOWNERS': '* @stranger' } },
      );

      await bench.publish();

      const reviewersOf = (name: string) =>
        bench.host.pullRequests
          .find(({ repository }) => repository === name)
          ?.reviews.map(({ reviewer }) => reviewer);
      expect(reviewersOf(first.name)).toEqual(['zoe']);
      expect(reviewersOf(second.name)).toEqual(['finance']);
      const events = await bench.knex<DbEventRow>('events').where({
        target_id: second.targetId,
        kind: 'codeHostRefused',
      });
      expect(events.map(event => event.reason)).toEqual([
        'No review could be asked of stranger',
      ]);
    });

    it('shows when nobody could be asked for a review', async () => {
      bench.host.reviewers.clear();
      const { targetId } = await bench.insertTarget();

      await bench.publish();

      expect((await bench.targetOf(targetId)).conditions).toEqual([
        'noReviewer',
      ]);
    });
  },
);
