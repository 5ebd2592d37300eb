import type { Knex } from 'knex';
import { countReminders } from '../../database/operations/effects/countReminders';
import { intendEffect } from '../../database/operations/effects/intendEffect';
import {
  claimStaleLooks,
  type StaleLookRow,
} from '../../database/operations/pullRequests/claimStaleLooks';
import { narrowStale } from '../policies/narrowStale';
import { planStale, type StalePolicy } from './planStale';
import { quietPeriod } from './quietPeriod';

export interface StaleKeeperOptions {
  knex: Knex;
  policy: StalePolicy;
}

const LIMIT = 100;
const DAY_SECONDS = 24 * 3600;
/** So that ten thousand quiet pull requests have their turn within two hours, a hundred in a minute. */
const NEXT_SECONDS = 2 * 3600;

/**
 * Looks for open pull requests that nobody does anything about, and means what is due: a reminder, and an end where the
 * policy has one. It asks no code host; what is meant finds out there whether it still holds.
 */
export class StaleKeeper {
  static create(options: StaleKeeperOptions): StaleKeeper {
    return new StaleKeeper(options);
  }

  readonly #options: StaleKeeperOptions;

  private constructor(options: StaleKeeperOptions) {
    this.#options = options;
  }

  async tick(): Promise<void> {
    const { knex, policy } = this.#options;
    if (policy.remindAfterDays <= 0) {
      return;
    }
    await knex.transaction(async tx => {
      const quiet = await claimStaleLooks({
        tx,
        limit: LIMIT,
        quietSeconds: policy.remindAfterDays * DAY_SECONDS,
        nextSeconds: NEXT_SECONDS,
      });
      for (const row of quiet) {
        await this.#mean(tx, row);
      }
    });
  }

  async #mean(tx: Knex.Transaction, row: StaleLookRow): Promise<void> {
    const policy = narrowStale(
      this.#options.policy,
      row.stale_policy === null ? undefined : JSON.parse(row.stale_policy),
    );
    const period = quietPeriod(row);
    const plan = planStale({
      policy,
      quietSeconds: row.quiet_seconds,
      ...(await countReminders({
        tx,
        pullRequestId: row.id,
        keyPrefix: `remind ${period} `,
      })),
    });
    if (plan.kind === 'none') {
      return;
    }
    await intendEffect({
      tx,
      targetId: row.target_id,
      pullRequestId: row.id,
      ...(plan.kind === 'remind'
        ? { kind: 'remind', key: `remind ${period} ${plan.number}` }
        : { kind: 'close', key: `close ${period}` }),
    });
  }
}
