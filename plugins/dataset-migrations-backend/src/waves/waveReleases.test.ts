import { TestDatabases } from '@backstage/backend-test-utils';
import { randomUUID } from 'node:crypto';
import type { DbTargetRow, DbTargetUpstreamRow } from '../database/tables';
import { databaseNow } from '../database/time';
import { TargetQueue } from '../queue/TargetQueue';
import { insertTestMigration } from '../tests/insertTestMigration';
import { openTestDatabase } from '../tests/openTestDatabase';
import {
  createWaveBench,
  type WaveBench,
} from './__testUtils__/createWaveBench';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())(
  'what waves release, %s',
  databaseId => {
    let bench: WaveBench;

    beforeEach(async () => {
      bench = createWaveBench(await openTestDatabase(databases, databaseId));
    });

    it('holds back what a preview has proposed until its wave opens', async () => {
      const { targetIds } = await bench.insertWaves(
        { targets: ['running'] },
        { targets: ['proposed'] },
      );
      const queue = TargetQueue.create({
        knex: bench.knex,
        worker: 'w',
        leaseSeconds: 60,
        onChange: () => {},
      });
      await proposeAll(targetIds);

      await queue.publishProposals();
      expect(await bench.statesOf(targetIds)).toEqual(['running', 'proposed']);

      await bench.setState(targetIds[0], 'merged');
      await bench.keeper.tick();
      await queue.publishProposals();
      expect(await bench.statesOf(targetIds)).toEqual(['merged', 'publishing']);
    });

    it('does not publish what is proposed while its wave is halted', async () => {
      const { targetIds } = await bench.insertWaves({
        state: 'halted',
        targets: ['queued'],
      });
      const queue = TargetQueue.create({
        knex: bench.knex,
        worker: 'w',
        leaseSeconds: 60,
        onChange: () => {},
      });
      const [claim] = await queue.claim(1);

      await queue.finish(claim, {
        kind: 'proposed',
        reason: 'Proved E2',
        conditions: [],
        record: { agents: ['rewriter'], findings: [], notes: [] },
      });

      expect(await bench.statesOf(targetIds)).toEqual(['proposed']);
    });

    it('releases a target after what it reads is settled, in its wave or an earlier one', async () => {
      const { targetIds } = await bench.insertWaves(
        { targets: ['prOpen', 'pending'] },
        { targets: ['pending'] },
      );
      const [upstream, reader, later] = targetIds;
      await bench.knex<DbTargetUpstreamRow>('target_upstreams').insert([
        { target_id: reader, upstream_id: upstream },
        { target_id: reader, upstream_id: later },
        { target_id: later, upstream_id: reader },
      ]);

      await bench.keeper.tick();
      expect(await bench.statesOf(targetIds)).toEqual([
        'prOpen',
        'pending',
        'pending',
      ]);

      await bench.setState(upstream, 'merged');
      await bench.keeper.tick();
      expect(await bench.statesOf(targetIds)).toEqual([
        'merged',
        'queued',
        'pending',
      ]);

      await bench.setState(reader, 'noChanges');
      await bench.keeper.tick();
      expect(await bench.statesOf(targetIds)).toEqual([
        'merged',
        'noChanges',
        'queued',
      ]);
    });

    it('does not publish what was proposed before what it reads is settled', async () => {
      const { targetIds } = await bench.insertWaves({
        targets: ['prOpen', 'proposed'],
      });
      const [upstream, reader] = targetIds;
      await bench.knex<DbTargetUpstreamRow>('target_upstreams').insert({
        target_id: reader,
        upstream_id: upstream,
      });
      await proposeAll([reader]);
      const queue = TargetQueue.create({
        knex: bench.knex,
        worker: 'w',
        leaseSeconds: 60,
        onChange: () => {},
      });

      await queue.publishProposals();
      expect(await bench.statesOf(targetIds)).toEqual(['prOpen', 'proposed']);
      await bench.setState(upstream, 'merged');
      await queue.publishProposals();
      expect(await bench.statesOf(targetIds)).toEqual(['merged', 'publishing']);
    });

    it('releases a target without a wave, as a replica of the version before stores it', async () => {
      const { targetIds } = await insertTestMigration({
        knex: bench.knex,
        targets: [{ state: 'pending' }],
      });

      await bench.keeper.tick();

      expect(await bench.statesOf(targetIds)).toEqual(['queued']);
    });

    async function proposeAll(targetIds: string[]) {
      for (const targetId of targetIds) {
        const attemptId = randomUUID();
        await bench.knex('attempts').insert({
          id: attemptId,
          target_id: targetId,
          number: 1,
          fence: 1,
          agent: 'rewriter',
          worker: 'w',
          state: 'succeeded',
          started_at: databaseNow(bench.knex),
          contract_version: 1,
          evidence: JSON.stringify({ level: 'E2', rungs: [] }),
        });
        await bench
          .knex<DbTargetRow>('targets')
          .where({ id: targetId })
          .update({ attempt_id: attemptId });
      }
    }
  },
);
