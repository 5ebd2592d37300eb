import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { applyDatabaseMigrations } from '../database/applyDatabaseMigrations';
import type { DbTargetRow } from '../database/tables';
import { nowPlus } from '../database/time';
import type { AttemptOutcome } from '../execution/AttemptOutcome';
import { insertTestMigration } from '../tests/insertTestMigration';
import type { ClaimedTarget } from './ClaimedTarget';
import { MAX_LOST } from './reapLeases';
import { TargetQueue } from './TargetQueue';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const TARGETS = 2;
const WORKERS = ['a', 'b', 'c'] as const;
type Worker = (typeof WORKERS)[number];

const NO_CHANGES: AttemptOutcome = {
  kind: 'noChanges',
  reason: 'No reference found',
  conditions: [],
  record: { agents: [], findings: [], notes: [] },
};

type Step =
  | { do: 'claim'; worker: Worker }
  | { do: 'renew' | 'finish' | 'release'; worker: Worker }
  | { do: 'expire' }
  | { do: 'reap' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('claim' as const),
      worker: fc.constantFrom(...WORKERS),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'renew' as const,
        'finish' as const,
        'release' as const,
      ),
      worker: fc.constantFrom(...WORKERS),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('expire' as const, 'reap' as const),
    }),
  },
);

describe.each(databases.eachSupportedId())('leases, %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await applyDatabaseMigrations(knex);
  });

  /** Plays a history against the queue and against a small model of what leases promise. */
  async function play(steps: Step[]) {
    await knex('migrations').delete();
    await insertTestMigration({
      knex,
      targets: Array.from({ length: TARGETS }, () => ({})),
    });
    const queues = new Map(
      WORKERS.map(worker => [
        worker,
        TargetQueue.create({
          knex,
          worker,
          leaseSeconds: 60,
          onChange: () => undefined,
        }),
      ]),
    );
    /** What each worker believes that it holds. */
    const believed = new Map<Worker, ClaimedTarget>();
    /** The one good lease of each target. */
    const leases = new Map<string, { fence: number; expired: boolean }>();
    const fences = new Map<string, number>();
    const settled = new Set<string>();

    for (const each of steps) {
      if (each.do === 'expire') {
        await knex<DbTargetRow>('targets')
          .where({ state: 'running' })
          .update({ lease_expires_at: nowPlus(knex, -1) });
        leases.forEach(lease => {
          lease.expired = true;
        });
      } else if (each.do === 'reap') {
        await queues.get('a')!.reap();
        // what was lost more than once comes back later; here no time passes
        await knex<DbTargetRow>('targets')
          .where({ state: 'queued' })
          .update({ not_before: nowPlus(knex, -1) });
        for (const [targetId, lease] of leases) {
          if (lease.expired) {
            leases.delete(targetId);
          }
        }
      } else if (each.do === 'claim') {
        const [claim] = await queues.get(each.worker)!.claim(1);
        if (claim) {
          expect(leases.has(claim.targetId)).toBe(false);
          expect(settled.has(claim.targetId)).toBe(false);
          expect(claim.fence).toBeGreaterThan(fences.get(claim.targetId) ?? 0);
          fences.set(claim.targetId, claim.fence);
          leases.set(claim.targetId, { fence: claim.fence, expired: false });
          believed.set(each.worker, claim);
        }
      } else {
        const claim = believed.get(each.worker);
        if (!claim) {
          continue;
        }
        const queue = queues.get(each.worker)!;
        const lease = leases.get(claim.targetId);
        const good = lease?.fence === claim.fence;
        if (each.do === 'renew') {
          expect(await queue.renew(claim)).toBe(
            good && !lease?.expired ? 'renewed' : 'lost',
          );
        } else if (each.do === 'finish') {
          // A lease that has run out is still good until somebody takes it over.
          expect(await queue.finish(claim, NO_CHANGES)).toBe(good);
          if (good) {
            leases.delete(claim.targetId);
            settled.add(claim.targetId);
          }
        } else {
          expect(await queue.release(claim, 'released')).toBe(good);
          if (good) {
            leases.delete(claim.targetId);
          }
        }
      }
    }
    const failed = await knex<DbTargetRow>('targets').where({
      state: 'failed',
    });
    const running = await knex<DbTargetRow>('targets').where({
      state: 'running',
    });
    expect(running.map(target => target.id).sort()).toEqual(
      [...leases.keys()].sort(),
    );
    expect(failed.filter(target => target.lost_count < MAX_LOST)).toEqual([]);
  }

  it('keep their promises whatever workers do and in whichever order', async () => {
    const asserted = fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30, size: 'max' }), play),
      {
        numRuns: 40,
      },
    );

    await expect(asserted).resolves.toBe(undefined);
  });
});
