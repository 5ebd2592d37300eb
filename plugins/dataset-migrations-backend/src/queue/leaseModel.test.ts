import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type { Knex } from 'knex';
import type { DbMigrationRow, DbTargetRow } from '../database/tables';
import { nowPlus } from '../database/time';
import type { AttemptOutcome } from '../execution/AttemptOutcome';
import { insertTestMigration } from '../tests/insertTestMigration';
import type { ClaimedTarget } from './ClaimedTarget';
import { MAX_AGENT_FAILURES } from './planRetry';
import { MAX_LOST } from './reapLeases';
import { TargetQueue } from './TargetQueue';
import { openTestDatabase } from '../tests/openTestDatabase';

jest.setTimeout(240_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const TARGETS = 3;
const PAUSE_AFTER = 2;
const WORKERS = ['a', 'b', 'c'] as const;
type Worker = (typeof WORKERS)[number];

const record = { agents: [], findings: [], notes: [] };
const OUTCOMES = {
  succeed: {
    kind: 'noChanges',
    reason: 'No reference found',
    conditions: [],
    record,
  },
  failAgent: { kind: 'failed', failure: 'agent', reason: 'odd', record },
  failHost: {
    kind: 'failed',
    failure: 'infrastructure',
    reason: 'down',
    record,
  },
  failForGood: { kind: 'failed', failure: 'permanent', reason: 'gone', record },
} satisfies Record<string, AttemptOutcome>;

type Step =
  | {
      do: 'claim' | 'renew' | 'release' | keyof typeof OUTCOMES;
      worker: Worker;
    }
  | { do: 'expire' | 'reap' | 'resume' | 'stopFleet' | 'startFleet' };

const byWorker = (...acts: Array<Extract<Step, { worker: Worker }>['do']>) =>
  fc.record({
    do: fc.constantFrom(...acts),
    worker: fc.constantFrom(...WORKERS),
  });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: byWorker('claim') },
  { weight: 2, arbitrary: byWorker('renew', 'release', 'succeed') },
  { weight: 3, arbitrary: byWorker('failAgent', 'failHost', 'failForGood') },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'expire' as const,
        'reap' as const,
        'resume' as const,
        'stopFleet' as const,
        'startFleet' as const,
      ),
    }),
  },
);

/** What leases promise of one target, in few words. */
interface ModelTarget {
  state: 'queued' | 'running' | 'noChanges' | 'failed';
  fence: number;
  expired: boolean;
  agentFailures: number;
  lost: number;
}

class Model {
  readonly targets = new Map<string, ModelTarget>();
  paused = false;
  stopped = false;
  failedInRow = 0;

  constructor(targetIds: string[]) {
    for (const id of targetIds) {
      this.targets.set(id, {
        state: 'queued',
        fence: 0,
        expired: false,
        agentFailures: 0,
        lost: 0,
      });
    }
  }

  mayClaim(): boolean {
    return (
      !this.paused &&
      !this.stopped &&
      [...this.targets.values()].some(({ state }) => state === 'queued')
    );
  }

  claimed(claim: ClaimedTarget): void {
    const target = this.targets.get(claim.targetId)!;
    Object.assign(target, {
      state: 'running',
      fence: claim.fence,
      expired: false,
    });
  }

  holds({ targetId, fence }: ClaimedTarget): boolean {
    const target = this.targets.get(targetId)!;
    return target.state === 'running' && target.fence === fence;
  }

  renewal(claim: ClaimedTarget) {
    if (!this.holds(claim) || this.targets.get(claim.targetId)!.expired) {
      return 'lost';
    }
    return this.paused || this.stopped ? 'stopped' : 'renewed';
  }

  ended(targetId: string, outcome: keyof typeof OUTCOMES | 'release'): void {
    const target = this.targets.get(targetId)!;
    target.state = 'queued';
    if (outcome === 'succeed') {
      Object.assign(target, { state: 'noChanges', agentFailures: 0, lost: 0 });
      this.failedInRow = 0;
    } else if (outcome !== 'release') {
      target.lost = 0;
      target.agentFailures += outcome === 'failAgent' ? 1 : 0;
      if (
        outcome === 'failForGood' ||
        (outcome === 'failAgent' && target.agentFailures >= MAX_AGENT_FAILURES)
      ) {
        this.#fail(target);
      }
    }
  }

  reaped(): void {
    for (const target of this.targets.values()) {
      if (target.state === 'running' && target.expired) {
        target.state = 'queued';
        target.lost += 1;
        if (target.lost >= MAX_LOST) {
          this.#fail(target);
        }
      }
    }
  }

  #fail(target: ModelTarget): void {
    target.state = 'failed';
    this.failedInRow += 1;
    if (this.failedInRow >= PAUSE_AFTER && !this.paused) {
      this.paused = true;
      this.failedInRow = 0;
    }
  }
}

describe.each(databases.eachSupportedId())('leases, %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  async function expectLike(model: Model) {
    const rows = await knex<DbTargetRow>('targets');
    const seen = rows.map(row => [
      row.id,
      {
        state: row.state,
        fence: row.fence,
        agentFailures: row.agent_failure_count,
        lost: row.lost_count,
        isLeased: row.lease_owner !== null,
      },
    ]);
    expect(Object.fromEntries(seen)).toEqual(
      Object.fromEntries(
        [...model.targets].map(([id, { expired, ...target }]) => [
          id,
          { ...target, isLeased: target.state === 'running' },
        ]),
      ),
    );
    const migration = await knex<DbMigrationRow>('migrations').first();
    expect(migration).toMatchObject({
      state: model.paused ? 'paused' : 'running',
      failed_in_row: model.failedInRow,
    });
    const attempts = await knex('attempts').where({ state: 'running' });
    expect(attempts.map(({ target_id }) => target_id).sort()).toEqual(
      rows
        .filter(row => row.state === 'running')
        .map(({ id }) => id)
        .sort(),
    );
  }

  /** Plays a history against the queue and against the model; they have to agree after each step. */
  async function play(steps: Step[]) {
    await knex('migrations').delete();
    await knex('fleet').update({ stopped: false });
    const { targetIds } = await insertTestMigration({
      knex,
      targets: Array.from({ length: TARGETS }, () => ({})),
    });
    const model = new Model(targetIds);
    const queueOf = (worker: Worker) =>
      TargetQueue.create({
        knex,
        worker,
        leaseSeconds: 60,
        pauseAfterFailures: PAUSE_AFTER,
        onChange: () => undefined,
      });
    /** What each worker believes that it holds. */
    const believed = new Map<Worker, ClaimedTarget>();

    for (const each of steps) {
      switch (each.do) {
        case 'expire':
          await knex<DbTargetRow>('targets')
            .where({ state: 'running' })
            .update({ lease_expires_at: nowPlus(knex, -1) });
          model.targets.forEach(target => {
            target.expired = true;
          });
          break;
        case 'reap':
          await queueOf('a').reap();
          model.reaped();
          break;
        case 'resume':
          await knex<DbMigrationRow>('migrations')
            .where({ state: 'paused' })
            .update({ state: 'running', failed_in_row: 0 });
          model.failedInRow = model.paused ? 0 : model.failedInRow;
          model.paused = false;
          break;
        case 'stopFleet':
        case 'startFleet':
          model.stopped = each.do === 'stopFleet';
          await knex('fleet').update({ stopped: model.stopped });
          break;
        case 'claim': {
          const claims = await queueOf(each.worker).claim(1);
          expect(claims).toHaveLength(model.mayClaim() ? 1 : 0);
          for (const claim of claims) {
            expect(model.targets.get(claim.targetId)).toMatchObject({
              state: 'queued',
              fence: claim.fence - 1,
            });
            model.claimed(claim);
            believed.set(each.worker, claim);
          }
          break;
        }
        default:
          await end(each.do, queueOf(each.worker), believed.get(each.worker));
      }
      // no time passes here, so what is to wait has waited
      await knex<DbTargetRow>('targets')
        .where({ state: 'queued' })
        .update({ not_before: nowPlus(knex, -1) });
      await expectLike(model);
    }

    async function end(
      act: 'renew' | 'release' | keyof typeof OUTCOMES,
      queue: TargetQueue,
      claim: ClaimedTarget | undefined,
    ) {
      if (!claim) {
        return;
      }
      if (act === 'renew') {
        expect(await queue.renew(claim)).toBe(model.renewal(claim));
        return;
      }
      // a lease that has run out is still good until somebody takes it over
      const good = model.holds(claim);
      const written =
        act === 'release'
          ? await queue.release(claim, 'released')
          : await queue.finish(claim, OUTCOMES[act]);
      expect(written).toBe(good);
      if (good) {
        model.ended(claim.targetId, act);
      }
    }
  }

  it('keep their promises whatever workers do and in whichever order', async () => {
    const asserted = fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30, size: 'max' }), play),
      { numRuns: 30 },
    );

    await expect(asserted).resolves.toBe(undefined);
  });
});
