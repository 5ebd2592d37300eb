import type { Review } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { intendEffect } from '../../database/operations/effects/intendEffect';
import {
  claimMergeLooks,
  type MergeLook,
} from '../../database/operations/pullRequests/claimMergeLooks';
import { narrowAutoMerge } from '../policies/narrowAutoMerge';
import { planAutoMerge, type AutoMergePolicy } from './planAutoMerge';

export interface MergeKeeperOptions {
  knex: Knex;
  policy: AutoMergePolicy;
}

const LIMIT = 100;
const NEXT_SECONDS = 60;

/**
 * Looks for open pull requests that may be merged without a person doing it, by what is on record, and means to merge
 * them. Whether it still holds is found out on the code host, in the moment of the merge.
 */
export class MergeKeeper {
  static create(options: MergeKeeperOptions): MergeKeeper {
    return new MergeKeeper(options);
  }

  readonly #options: MergeKeeperOptions;

  private constructor(options: MergeKeeperOptions) {
    this.#options = options;
  }

  async tick(): Promise<void> {
    const { knex, policy } = this.#options;
    if (policy.repositories.length === 0) {
      return;
    }
    await knex.transaction(async tx => {
      const looks = await claimMergeLooks({
        tx,
        limit: LIMIT,
        nextSeconds: NEXT_SECONDS,
        repositories: policy.repositories.map(each => each.toLowerCase()),
      });
      for (const look of looks) {
        await this.#mean(tx, look);
      }
    });
  }

  async #mean(tx: Knex.Transaction, look: MergeLook): Promise<void> {
    const { pullRequest: row, conditions, evidence, choice } = look;
    const reviews: Review[] = JSON.parse(row.reviews);
    const plan = planAutoMerge({
      policy: narrowAutoMerge(this.#options.policy, choice),
      repository: { owner: row.repository_owner, name: row.repository_name },
      level: evidence?.level ?? 'E0',
      conditions: JSON.parse(conditions),
      conflict: row.conflict === null ? undefined : Boolean(row.conflict),
      humanCommits: row.head_sha !== row.pushed_sha,
      checks: JSON.parse(row.checks),
      reviews,
      approvals: reviews.filter(({ state }) => state === 'approved').length,
    });
    if (plan.kind === 'merge') {
      await intendEffect({
        tx,
        targetId: row.target_id,
        pullRequestId: row.id,
        kind: 'merge',
        key: 'merge',
      });
    }
  }
}
