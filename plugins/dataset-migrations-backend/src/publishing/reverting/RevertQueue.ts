import type { Knex } from 'knex';
import { blockHost } from '../../codeHosts/budget/blockHost';
import { recordEvent } from '../../database/operations/events/recordEvent';
import { lockMigration } from '../../database/operations/migrations/lockMigration';
import { isCapacityLimited } from '../../database/operations/publishing/isCapacityLimited';
import { lockPublications } from '../../database/operations/publishing/lockPublications';
import { storePullRequest } from '../../database/operations/pullRequests/storePullRequest';
import { claimReverts } from '../../database/operations/reverts/claimReverts';
import { hasWaitingReverts } from '../../database/operations/reverts/hasWaitingReverts';
import { holdReverts } from '../../database/operations/reverts/holdReverts';
import { moveRevert } from '../../database/operations/reverts/moveRevert';
import { postponeRevert } from '../../database/operations/reverts/postponeRevert';
import { recordRevertPush } from '../../database/operations/reverts/recordRevertPush';
import { renewRevertLease } from '../../database/operations/reverts/renewRevertLease';
import { revertGeneration } from '../../database/operations/reverts/revertGeneration';
import { lockTarget } from '../../database/operations/targets/lockTarget';
import type { LeaseRenewal } from '../../database/operations/queue/renewLease';
import { claimWithinBudget } from '../claimWithinBudget';
import type { FailurePlan } from '../planFailure';
import type { PublishingQueue } from '../PublicationPump';
import {
  NEED_OF_A_PUBLICATION,
  type PublicationQueueOptions,
} from '../PublicationQueue';
import { loadRevert } from './loadRevert';
import type { Revert, RevertOutcome } from './Revert';
import { settleRevert } from './settleRevert';

/** The default branch moved in the very moment: what undoes the patch is computed anew. */
const OUTDATED_SECONDS = 1;

/** Claiming, renewing and ending reverts: all that the pump sees of the database. */
export class RevertQueue implements PublishingQueue<Revert, RevertOutcome> {
  static create(options: PublicationQueueOptions): RevertQueue {
    return new RevertQueue(options);
  }

  readonly #options: PublicationQueueOptions;

  private constructor(options: PublicationQueueOptions) {
    this.#options = options;
  }

  async claim(limit: number): Promise<Revert[]> {
    const { knex, budget, worker, leaseSeconds } = this.#options;
    if (!(await hasWaitingReverts(knex))) {
      return [];
    }
    const rooms = await budget.listRooms(NEED_OF_A_PUBLICATION);
    return await knex.transaction(async tx => {
      const configured = this.#options.capacity ?? {};
      const capacity = (await isCapacityLimited(tx, configured))
        ? configured
        : undefined;
      if (capacity) {
        await lockPublications(tx);
      }
      const rows = await claimWithinBudget({
        limit,
        rooms,
        claim: async share =>
          await claimReverts({ ...share, tx, worker, leaseSeconds, capacity }),
      });
      if (capacity) {
        await holdReverts({ tx, capacity });
      }
      const reverts: Revert[] = [];
      for (const row of rows) {
        reverts.push(await loadRevert(tx, row));
      }
      return reverts;
    });
  }

  async renew({ targetId, number, fence }: Revert): Promise<LeaseRenewal> {
    const { knex, leaseSeconds } = this.#options;
    return await renewRevertLease({
      knex,
      targetId,
      number,
      fence,
      leaseSeconds,
    });
  }

  async recordPush(
    { targetId, number, fence }: Revert,
    sha: string,
  ): Promise<boolean> {
    return await this.#options.knex.transaction(tx =>
      recordRevertPush({ tx, targetId, number, fence, sha }),
    );
  }

  async finish(revert: Revert, outcome: RevertOutcome): Promise<boolean> {
    return await this.#write(revert, async tx => {
      switch (outcome.kind) {
        case 'published':
          return await recordPublished(tx, revert, outcome);
        case 'nothingLeft':
          return await settleRevert({
            ...asWorker(tx, revert),
            reason: outcome.reason,
          });
        case 'outdated':
          return await postpone(tx, revert, {
            reason: outcome.reason,
            delaySeconds: OUTDATED_SECONDS,
          });
        default:
          return await moveRevert({
            ...asWorker(tx, revert),
            to: 'needsHuman',
            reason: outcome.reason,
          });
      }
    });
  }

  async fail(revert: Revert, plan: FailurePlan): Promise<boolean> {
    return await this.#write(revert, async tx => {
      const { reason } = plan;
      if (plan.kind === 'giveUp') {
        return await moveRevert({
          ...asWorker(tx, revert),
          to: 'needsHuman',
          reason,
        });
      }
      const { delaySeconds } = plan;
      const failed = plan.kind === 'later';
      const postponed = await postpone(tx, revert, {
        reason,
        delaySeconds,
        failureCount: revert.failureCount + (failed ? 1 : 0),
      });
      if (postponed && failed && plan.hostDelaySeconds !== undefined) {
        await blockHost({
          tx,
          host: revert.repository.host,
          reason,
          retryAfterSeconds: plan.hostDelaySeconds,
        });
      }
      return postponed;
    });
  }

  async release(revert: Revert): Promise<boolean> {
    return await this.#write(revert, tx =>
      postpone(tx, revert, {
        reason: 'The backend was stopped; it goes on when that is back',
        delaySeconds: 0,
      }),
    );
  }

  /** Migration, target, pull request: the order in which everybody locks. */
  async #write(
    { migrationId, targetId }: Revert,
    write: (tx: Knex.Transaction) => Promise<boolean>,
  ): Promise<boolean> {
    const { knex, onChange } = this.#options;
    const written = await knex.transaction(async tx => {
      await lockMigration(tx, migrationId);
      await lockTarget(tx, targetId);
      return await write(tx);
    });
    if (written) {
      onChange(migrationId);
    }
    return written;
  }
}

function asWorker(tx: Knex.Transaction, revert: Revert) {
  const { migrationId, targetId, number, fence } = revert;
  const from = 'waiting' as const;
  return { tx, migrationId, targetId, number, fence, from, actor: 'skein' };
}

async function postpone(
  tx: Knex.Transaction,
  { targetId, number, fence, failureCount: failuresBefore }: Revert,
  options: { reason: string; delaySeconds: number; failureCount?: number },
): Promise<boolean> {
  const { reason, delaySeconds, failureCount = failuresBefore } = options;
  return await postponeRevert({
    tx,
    targetId,
    number,
    fence,
    reason,
    delaySeconds,
    failureCount,
  });
}

async function recordPublished(
  tx: Knex.Transaction,
  revert: Revert,
  outcome: Extract<RevertOutcome, { kind: 'published' }>,
): Promise<boolean> {
  const { pullRequest, repository, pushedSha, refusals } = outcome;
  const { targetId, migrationId, number } = revert;
  const move = asWorker(tx, revert);
  const what = `Pull request #${pullRequest.number}, which undoes the change,`;
  const moved =
    pullRequest.state === 'merged'
      ? await settleRevert({ ...move, reason: `${what} was merged` })
      : await moveRevert({
          ...move,
          to: pullRequest.state,
          reason:
            pullRequest.state === 'open'
              ? `${what} is open`
              : `${what} was closed; the change stays`,
        });
  if (!moved) {
    return false;
  }
  await storePullRequest({
    tx,
    targetId,
    generation: revertGeneration(number),
    repository,
    pullRequest,
    pushedSha,
  });
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
