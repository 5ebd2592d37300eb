import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError, toError } from '@backstage/errors';
import type { Knex } from 'knex';
import { deleteOldJobs } from '../database/operations/jobs/deleteOldJobs';
import { findJob } from '../database/operations/jobs/findJob';
import { holdJob } from '../database/operations/jobs/holdJob';
import { listLiveJobs } from '../database/operations/jobs/listLiveJobs';
import { moveJob } from '../database/operations/jobs/moveJob';
import {
  settleJobTargets,
  type Refusal,
} from '../database/operations/jobs/settleJobTargets';
import { takePortion } from '../database/operations/jobs/takePortion';
import { holdMigration } from '../database/operations/migrations/holdMigration';
import type { DbJobRow } from '../database/tables';
import type { DecisionPolicy } from '../decisions/DecisionPolicy';
import type { TargetChange } from '../service/acts/TargetChange';
import { endJob } from './endJob';
import { judgeTargets } from './judgeTargets';
import type { Memberships } from './Memberships';
import { toRefusal } from './toRefusal';

export interface JobKeeperOptions {
  knex: Knex;
  memberships: Memberships;
  decisions: DecisionPolicy;
  /** Called after what has changed in a migration is committed. */
  onChange: (migrationId: string) => void;
  logger: LoggerService;
  /** How many targets are changed in one transaction. Default: 25. */
  portion?: number;
}

const PORTION = 25;
const MOST_JOBS = 50;
/** After so long a tick lets others have their turn; what waits is for the next. */
const TICK_MS = 10_000;
const KEPT_DAYS = 30;
const MOST_DELETED = 100;

/**
 * Works off acts on many targets. A portion is one transaction, in which targets are changed and noted as changed: who is
 * lost between leaves both undone. Jobs have their turns one after the other, so that a long one holds up no short one.
 */
export class JobKeeper {
  readonly #options: JobKeeperOptions;
  #stopped = false;
  #working?: Promise<void>;

  static create(options: JobKeeperOptions): JobKeeper {
    return new JobKeeper(options);
  }

  private constructor(options: JobKeeperOptions) {
    this.#options = options;
  }

  /** Works off what there is, for a while. May run in several replicas at once. */
  async tick(): Promise<void> {
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
    });
    await this.#working;
  }

  /** Begins no further portion, and waits for the one at work. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#working?.catch(() => {});
  }

  /** Deletes jobs that ended long ago. */
  async sweep(): Promise<void> {
    await deleteOldJobs({
      knex: this.#options.knex,
      olderThanSeconds: KEPT_DAYS * 86_400,
      limit: MOST_DELETED,
    });
  }

  async #work(): Promise<void> {
    const { knex, logger } = this.#options;
    const end = performance.now() + TICK_MS;
    let live = await listLiveJobs(knex, { limit: MOST_JOBS });
    while (live.length > 0) {
      const unfinished: string[] = [];
      for (const id of live) {
        if (this.#stopped || performance.now() > end) {
          return;
        }
        try {
          if (await this.#workPortion(id)) {
            unfinished.push(id);
          }
        } catch (error) {
          // the portion is as it was, and waits for the next tick
          logger.error(`The job ${id} could not go on`, toError(error));
        }
      }
      live = unfinished;
    }
  }

  /** True when there is more to do here. */
  async #workPortion(id: string): Promise<boolean> {
    const { knex, memberships, onChange, portion } = this.#options;
    const found = await findJob(knex, id);
    if (!found) {
      return false;
    }
    const limit = portion ?? PORTION;
    // the catalog is asked before anything is locked
    const lost = await memberships.whyLost(
      found.created_by,
      JSON.parse(found.authority),
    );
    const settled = await knex.transaction(async tx => {
      const job = await holdJob({ tx, id, unlessHeld: true });
      if (!job) {
        return undefined;
      }
      await holdMigration({ tx, migrationId: job.migration_id });
      const count =
        lost === undefined
          ? await this.#change(tx, job, limit)
          : await refuseRest(tx, job, { reason: 'notAllowed', message: lost });
      const isOver = lost !== undefined || count < limit;
      await (isOver ? endJob({ tx, job }) : moveJob({ tx, id, to: 'running' }));
      return { isOver };
    });
    if (settled) {
      onChange(found.migration_id);
    }
    return settled !== undefined && !settled.isOver;
  }

  /** How many had their turn. */
  async #change(
    tx: Knex.Transaction,
    job: DbJobRow,
    limit: number,
  ): Promise<number> {
    const { decisions } = this.#options;
    const jobId = job.id;
    const { targetIds, rows } = await takePortion({ tx, jobId, limit });
    const judged = await judgeTargets({
      knex: tx,
      rows,
      act: job.act,
      details: JSON.parse(job.details),
      authority: JSON.parse(job.authority),
      actor: job.created_by,
      decisions,
    });
    for (const each of judged) {
      const refusal =
        'refusal' in each
          ? each.refusal
          : await this.#apply(tx, each.targetId, each.change);
      await settleOnce(tx, job, { targetIds: [each.targetId], refusal });
    }
    const there = new Set(rows.map(row => row.id));
    const gone = targetIds.filter(targetId => !there.has(targetId));
    if (gone.length > 0) {
      const message = 'It is not in the plan any more';
      const refusal: Refusal = { reason: 'gone', message };
      await settleOnce(tx, job, { targetIds: gone, refusal });
    }
    return targetIds.length;
  }

  /** Each under a savepoint: one that cannot be changed does not take the others with it. */
  async #apply(
    tx: Knex.Transaction,
    targetId: string,
    change: TargetChange,
  ): Promise<Refusal | undefined> {
    try {
      await tx.transaction(change);
      return undefined;
    } catch (error) {
      const refusal = toRefusal(error);
      if (refusal) {
        return refusal;
      }
      this.#options.logger.error(
        `The target ${targetId} could not be changed by a job: ${stringifyError(
          error,
        )}`,
      );
      const message = 'It failed by an error of ours; ask for it once more';
      return { reason: 'failed', message };
    }
  }
}

/** Throws, and so undoes the portion, when another replica has noted it. */
async function settleOnce(
  tx: Knex.Transaction,
  job: DbJobRow,
  what: { targetIds: readonly string[]; refusal?: Refusal },
): Promise<void> {
  const settled = await settleJobTargets({ tx, jobId: job.id, ...what });
  if (settled !== what.targetIds.length) {
    throw new Error(`Targets of the job ${job.id} had their turn elsewhere`);
  }
}

async function refuseRest(
  tx: Knex.Transaction,
  job: DbJobRow,
  refusal: Refusal,
): Promise<number> {
  return settleJobTargets({ tx, jobId: job.id, refusal });
}
