import type { TargetCondition } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { blockHost } from '../codeHosts/budget/blockHost';
import type { BudgetNeed } from '../codeHosts/budget/findRooms';
import type { DatabaseCodeHostBudget } from '../codeHosts/budget/DatabaseCodeHostBudget';
import type { ReviewerCapacity } from '../database/operations/publishing/beyondCapacity';
import { holdMigration } from '../database/operations/migrations/holdMigration';
import { isCapacityLimited } from '../database/operations/publishing/isCapacityLimited';
import { lockPublications } from '../database/operations/publishing/lockPublications';
import { holdForReviewers } from './capacity/holdForReviewers';
import { recordEvent } from '../database/operations/events/recordEvent';
import { recordBranchPush } from '../database/operations/publishing/recordBranchPush';
import { postponePublication } from '../database/operations/publishing/postponePublication';
import { storePullRequest } from '../database/operations/pullRequests/storePullRequest';
import { claimPublications } from '../database/operations/queue/claimPublications';
import {
  renewLease,
  type LeaseRenewal,
} from '../database/operations/queue/renewLease';
import { moveTarget } from '../database/operations/targets/moveTarget';
import type { DbMigrationRow } from '../database/tables';
import { databaseNow } from '../database/time';
import {
  pauseAfterFailures,
  resetFailedInRow,
} from '../queue/pauseAfterFailures';
import { foldObservation } from '../tracking/foldObservation';
import { claimWithinBudget } from './claimWithinBudget';
import { loadPublication } from './loadPublication';
import { settlePublishedReaction } from './settlePublishedReaction';
import type { FailurePlan } from './planFailure';
import type { Publication, PublicationOutcome } from './Publication';
import type { PublishingQueue } from './PublicationPump';

export interface PublicationQueueOptions {
  knex: Knex;
  budget: Pick<DatabaseCodeHostBudget, 'listRooms'>;
  /** How many pull requests reviewers can bear, unless the limits in the database say otherwise. Default: any number. */
  capacity?: ReviewerCapacity;
  /** Unique among all replicas, also over restarts. */
  worker: string;
  leaseSeconds: number;
  /** So many targets that were given up one after the other pause their migration; 0 for never. Default: 0. */
  pauseAfterFailures?: number;
  /** Called after what has changed in a migration is committed. */
  onChange: (migrationId: string) => void;
}

/** A pull request, its labels and its reviewers. */
export const CONTENT_OF_A_PULL_REQUEST = 3;

/** What it takes to publish once, with all that is read for that. */
export const NEED_OF_A_PUBLICATION: BudgetNeed = {
  contentPerMinute: CONTENT_OF_A_PULL_REQUEST,
  contentPerHour: CONTENT_OF_A_PULL_REQUEST,
  pointsPerMinute: 30,
  requestsPerHour: 20,
};

/** The row of failures that publications make. */
const FAILURES = 'unpublished_in_row';

/** So many claims between two times at which those that wait say why: it is for people, and they wait for long. */
const CLAIMS_BETWEEN_WORDS = 10;

/** Claiming, renewing and ending publications: all that the pump sees of the database. */
export class PublicationQueue
  implements PublishingQueue<Publication, PublicationOutcome>
{
  readonly #knex: Knex;
  readonly #budget: PublicationQueueOptions['budget'];
  readonly #capacity: ReviewerCapacity;
  #claims = 0;
  readonly #worker: string;
  readonly #leaseSeconds: number;
  readonly #pauseAfterFailures: number;
  readonly #onChange: (migrationId: string) => void;

  private constructor(options: PublicationQueueOptions) {
    this.#knex = options.knex;
    this.#budget = options.budget;
    this.#capacity = options.capacity ?? {};
    this.#worker = options.worker;
    this.#leaseSeconds = options.leaseSeconds;
    this.#pauseAfterFailures = options.pauseAfterFailures ?? 0;
    this.#onChange = options.onChange;
  }

  static create(options: PublicationQueueOptions): PublicationQueue {
    return new PublicationQueue(options);
  }

  async claim(limit: number): Promise<Publication[]> {
    const rooms = await this.#budget.listRooms(NEED_OF_A_PUBLICATION);
    const held = new Set<string>();
    const claimed = await this.#knex.transaction(async tx => {
      const capacity = (await isCapacityLimited(tx, this.#capacity))
        ? this.#capacity
        : undefined;
      if (capacity) {
        await lockPublications(tx);
      }
      const targets = await claimWithinBudget({
        limit,
        rooms,
        claim: async share =>
          await claimPublications({
            ...share,
            tx,
            capacity,
            worker: this.#worker,
            leaseSeconds: this.#leaseSeconds,
          }),
      });
      const publications: Publication[] = [];
      for (const target of targets) {
        publications.push(await loadPublication(tx, target));
      }
      if (capacity && this.#claims++ % CLAIMS_BETWEEN_WORDS === 0) {
        for (const migrationId of await holdForReviewers({ tx, capacity })) {
          held.add(migrationId);
        }
      }
      return publications;
    });
    held.forEach(this.#onChange);
    return claimed;
  }

  async renew({ targetId, fence }: Publication): Promise<LeaseRenewal> {
    return await renewLease({
      knex: this.#knex,
      targetId,
      fence,
      leaseSeconds: this.#leaseSeconds,
    });
  }

  /** Writes a commit down that is about to be pushed. False when the claim is no longer good. */
  async recordPush(
    { targetId, generation, fence }: Publication,
    sha: string,
  ): Promise<boolean> {
    return await this.#knex.transaction(tx =>
      recordBranchPush({ tx, targetId, generation, fence, sha }),
    );
  }

  /** Records how far a publication came. False, and nothing written, when the claim is no longer good. */
  async finish(
    publication: Publication,
    outcome: PublicationOutcome,
  ): Promise<boolean> {
    const endsRow =
      outcome.kind === 'published' && (await this.#hasFailures(publication));
    return await this.#write(publication, endsRow, async tx => {
      switch (outcome.kind) {
        case 'published': {
          const recorded = await recordPublished(tx, publication, outcome);
          if (recorded && endsRow) {
            await resetFailedInRow(tx, publication.migrationId, FAILURES);
          }
          return recorded;
        }
        case 'handedOver':
          return await this.#move(tx, publication, {
            to: 'needsHuman',
            reason: outcome.reason,
            conditions: [
              ...kept(publication),
              ...(outcome.because === 'humanCommits'
                ? (['humanCommits'] as const)
                : []),
            ],
          });
        default:
          return await this.#move(tx, publication, {
            to: 'queued',
            reason: outcome.reason,
            conditions: kept(publication),
            begunGeneration: outcome.isOpen ? publication.generation : null,
          });
      }
    });
  }

  /** Records that a publication failed, for now or for good. False when the claim is no longer good. */
  async fail(publication: Publication, plan: FailurePlan): Promise<boolean> {
    const givesUp = plan.kind === 'giveUp';
    return await this.#write(publication, givesUp, async tx => {
      if (givesUp) {
        return await this.#giveUp(tx, publication, plan.reason);
      }
      const { targetId, fence, failureCount } = publication;
      const { delaySeconds, reason } = plan;
      if (plan.kind === 'wait') {
        return await postponePublication({
          tx,
          targetId,
          fence,
          delaySeconds,
          reason,
          failureCount,
          conditions: JSON.stringify(kept(publication)),
        });
      }
      const postponed = await postponePublication({
        tx,
        targetId,
        fence,
        delaySeconds,
        reason,
        failureCount: failureCount + 1,
        conditions: JSON.stringify([...kept(publication), 'retrying']),
      });
      if (postponed && plan.hostDelaySeconds !== undefined) {
        await blockHost({
          tx,
          host: publication.repository.host,
          reason,
          retryAfterSeconds: plan.hostDelaySeconds,
        });
      }
      return postponed;
    });
  }

  /** Gives a publication back that was not worked on to the end; that is nobody's failure. */
  async release(publication: Publication): Promise<boolean> {
    return await this.#write(publication, false, async tx => {
      return await postponePublication({
        tx,
        targetId: publication.targetId,
        fence: publication.fence,
        delaySeconds: 0,
        reason: 'The backend was stopped; publishing goes on when it is back',
        failureCount: publication.failureCount,
        conditions: JSON.stringify(publication.conditions),
      });
    });
  }

  async #write(
    { migrationId }: Publication,
    changesMigration: boolean,
    write: (tx: Knex.Transaction) => Promise<boolean>,
  ): Promise<boolean> {
    const written = await this.#knex.transaction(async tx => {
      // migration, target, pull request: the order in which everybody locks
      await holdMigration({ tx, migrationId, toChange: changesMigration });
      return await write(tx);
    });
    if (written) {
      this.#onChange(migrationId);
    }
    return written;
  }

  /** Whether publications of the migration were given up of late, and none came through since. */
  async #hasFailures({ migrationId }: Publication): Promise<boolean> {
    const migration = await this.#knex<DbMigrationRow>('migrations')
      .where({ id: migrationId })
      .first(FAILURES);
    return (migration?.[FAILURES] ?? 0) > 0;
  }

  async #giveUp(
    tx: Knex.Transaction,
    publication: Publication,
    reason: string,
  ): Promise<boolean> {
    const moved = await this.#move(tx, publication, {
      to: 'failed',
      reason,
      conditions: kept(publication),
    });
    if (moved) {
      await pauseAfterFailures({
        tx,
        migrationId: publication.migrationId,
        limit: this.#pauseAfterFailures,
        row: FAILURES,
      });
    }
    return moved;
  }

  async #move(
    tx: Knex.Transaction,
    { targetId, fence }: Publication,
    move: {
      to: 'needsHuman' | 'queued' | 'failed';
      reason: string;
      conditions: TargetCondition[];
      /** The generation whose pull request occupies reviewers on. Default: none. */
      begunGeneration?: number | null;
    },
  ): Promise<boolean> {
    return await moveTarget({
      tx,
      targetId,
      from: 'publishing',
      to: move.to,
      fence,
      actor: 'skein',
      reason: move.reason,
      changes: {
        conditions: JSON.stringify(move.conditions),
        failure_count: 0,
        not_before: databaseNow(tx),
        begun_generation: move.begunGeneration ?? null,
      },
    });
  }
}

async function recordPublished(
  tx: Knex.Transaction,
  publication: Publication,
  outcome: Extract<PublicationOutcome, { kind: 'published' }>,
): Promise<boolean> {
  const { targetId, migrationId, generation, fence } = publication;
  const { pullRequest, repository, pushedSha, refusals } = outcome;
  const { conditions, move } = foldObservation({
    observed: pullRequest,
    recorded: { pushedSha },
    target: { state: 'publishing', conditions: publication.conditions },
  });
  const moved = await moveTarget({
    tx,
    targetId,
    from: 'publishing',
    to: move?.to ?? 'prOpen',
    fence,
    actor: 'skein',
    reason: move?.reason,
    changes: { conditions: JSON.stringify(conditions), failure_count: 0 },
  });
  if (!moved) {
    return false;
  }
  await storePullRequest({
    tx,
    targetId,
    generation,
    repository,
    pullRequest,
    pushedSha,
  });
  await settlePublishedReaction({ tx, targetId, outcome });
  for (const reason of refusals) {
    await recordEvent({
      tx,
      migrationId,
      targetId,
      actor: 'skein',
      kind: 'codeHostRefused',
      reason,
    });
  }
  return true;
}

function kept({ conditions }: Publication): TargetCondition[] {
  return conditions.filter(
    condition => condition !== 'retrying' && condition !== 'humanCommits',
  );
}
