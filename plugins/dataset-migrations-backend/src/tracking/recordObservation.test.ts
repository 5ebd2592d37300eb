import { TestDatabases } from '@backstage/backend-test-utils';
import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { ObservedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';
import { lockTarget } from '../database/operations/targets/lockTarget';
import type { DbEventRow } from '../database/tables';
import { nowPlus, toIso } from '../database/time';
import { openOwnDatabase } from '../tests/openOwnDatabase';
import {
  createPollerBench,
  type PollerBench,
} from './__testUtils__/createPollerBench';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())(
  'what follows from a look at a pull request, %s',
  id => {
    let bench: PollerBench;

    beforeEach(async () => {
      bench = createPollerBench(await openOwnDatabase(databases, id));
    });

    it.each<[Partial<ObservedPullRequest>, TargetState, string]>([
      [
        { state: 'merged', mergedAt: '2026-11-22T10:00:00Z' },
        'merged',
        'Merged on 2026-11-22',
      ],
      [
        { state: 'closed', closedAt: '2026-11-22T10:00:00Z' },
        'closed',
        'Closed on 2026-11-22 without being merged',
      ],
    ])('moves the target when it sees %p', async (seen, state, reason) => {
      const { migrationId, targetId, pullRequest } =
        await bench.insertPullRequest();
      Object.assign(pullRequest, seen);

      await bench.poll();

      await expect(bench.targetOf(targetId)).resolves.toEqual({
        state,
        reason,
        conditions: [],
      });
      const row = await bench.rowOf(targetId);
      expect(row.state).toBe(state);
      expect(toIso((row.merged_at ?? row.closed_at)!)).toBe(
        '2026-11-22T10:00:00.000Z',
      );
      await expect(
        bench
          .knex<DbEventRow>('events')
          .where({ target_id: targetId })
          .select('actor', 'kind', 'from_state', 'to_state'),
      ).resolves.toEqual([
        {
          actor: 'memory',
          kind: 'targetMoved',
          from_state: 'prOpen',
          to_state: state,
        },
      ]);
      expect(bench.changed).toEqual([migrationId]);
    });

    it('shows failing checks and reviews, and takes them away again, each once in the history', async () => {
      const { targetId, pullRequest } = await bench.insertPullRequest();
      pullRequest.checks = [{ name: 'lint', state: 'failed' }];
      pullRequest.reviews = [{ reviewer: 'ben', state: 'changesRequested' }];
      await bench.poll();
      await bench.makeDue();
      await bench.poll();
      expect((await bench.targetOf(targetId)).conditions).toEqual([
        'checksFailing',
        'changesRequested',
      ]);
      expect(JSON.parse((await bench.rowOf(targetId)).checks)).toEqual([
        { name: 'lint', state: 'failed' },
      ]);

      pullRequest.checks = [{ name: 'lint', state: 'passed' }];
      pullRequest.reviews = [{ reviewer: 'ben', state: 'approved' }];
      await bench.makeDue();
      await bench.poll();

      await expect(bench.targetOf(targetId)).resolves.toMatchObject({
        state: 'prOpen',
        conditions: [],
      });
      const events = await bench
        .knex<DbEventRow>('events')
        .where({ target_id: targetId })
        .orderBy('id');
      expect(events.map(event => event.reason)).toEqual([
        'Checks fail, Changes requested',
        'Nothing stands in the way of a merge any more',
      ]);
    });

    it('opens the target again with its pull request', async () => {
      const { targetId, pullRequest } = await bench.insertPullRequest();
      const now = new Date().toISOString();
      Object.assign(pullRequest, { state: 'closed', closedAt: now });
      await bench.poll();
      Object.assign(pullRequest, { state: 'open', closedAt: undefined });
      await bench.makeDue();

      await bench.poll();

      expect((await bench.targetOf(targetId)).state).toBe('prOpen');
    });

    it('lets a decision of people stand, and still records the pull request', async () => {
      const { targetId, pullRequest } = await bench.insertPullRequest({
        target: { state: 'takenOver' },
      });
      Object.assign(pullRequest, { state: 'merged' });

      await bench.poll();

      expect((await bench.targetOf(targetId)).state).toBe('takenOver');
      expect((await bench.rowOf(targetId)).state).toBe('merged');
    });

    it('does not take an earlier generation for the target', async () => {
      const { targetId, pullRequest } = await bench.insertPullRequest({
        target: { generation: 2 },
        generation: 1,
      });
      Object.assign(pullRequest, { state: 'closed' });

      await bench.poll();

      expect((await bench.targetOf(targetId)).state).toBe('prOpen');
      expect((await bench.rowOf(targetId)).state).toBe('closed');
    });

    it('takes what it sees anew for a change, and what it sees again for none', async () => {
      const { targetId, pullRequest } = await bench.insertPullRequest();
      await bench
        .knex('pull_requests')
        .update({ changed_at: nowPlus(bench.knex, -900) });
      const secondsQuiet = async () =>
        Date.now() / 1000 -
        Date.parse(toIso((await bench.rowOf(targetId)).changed_at!)) / 1000;

      await bench.poll();
      expect(await secondsQuiet()).toBeGreaterThan(800);
      pullRequest.title = 'Another title';
      await bench.makeDue();
      await bench.poll();

      expect(await secondsQuiet()).toBeLessThan(400);
    });

    it('drops what was seen before something that is on record', async () => {
      const { targetId, pullRequest } = await bench.insertPullRequest();
      let goOn = () => {};
      const mayGoOn = new Promise<void>(resolve => {
        goOn = resolve;
      });
      const early = { ...pullRequest, title: 'Early' };
      const get = jest
        .spyOn(bench.codeHost, 'getPullRequest')
        .mockImplementationOnce(async () => {
          await mayGoOn;
          return early;
        });
      const slow = bench.createPoller();
      await slow.tick();
      pullRequest.title = 'Late';
      await bench.makeDue();
      // the slow one could not renew its run, so that another takes the host over
      await bench
        .knex('look_runs')
        .update({ expires_at: nowPlus(bench.knex, -1) });
      await bench.poll();

      goOn();
      await slow.drain();

      expect(get).toHaveBeenCalledTimes(2);
      expect((await bench.rowOf(targetId)).title).toBe('Late');
    });

    if (id === 'POSTGRES_18') {
      it('waits for the target before it touches the pull request, as who publishes does', async () => {
        const { targetId, pullRequest } = await bench.insertPullRequest();
        pullRequest.state = 'merged';
        const publishing = await bench.knex.transaction();
        await lockTarget(publishing, targetId);

        const looking = bench.poll();
        for (let waiting = 0; waiting === 0; ) {
          const [{ count }] = await publishing('pg_locks')
            .where({ granted: false })
            .count();
          waiting = Number(count);
        }
        const held = await publishing('pull_requests')
          .where({ target_id: targetId })
          .forUpdate()
          .noWait()
          .select('id');
        await publishing.commit();
        await looking;

        expect(held).toHaveLength(1);
        expect((await bench.targetOf(targetId)).state).toBe('merged');
      });
    }
  },
);
