import type { Knex } from 'knex';
import { lockHostState } from '../../database/operations/budgets/lockHostState';
import { storeBlock } from '../../database/operations/budgets/storeBlock';
import { reducedContentLimit } from './contentLimit';
import { planBlock } from './planBlock';
import { reductionOf } from './reductionOf';

export interface BlockHostOptions {
  tx: Knex.Transaction;
  host: string;
  reason: string;
  /** What the host asked for; absent when it did not say. */
  retryAfterSeconds?: number;
  /** For how long it rests at most when it did not say. */
  longestSeconds?: number;
  /** The hour's limit of content; absent when the host did not complain of content, or has no limit. */
  contentPerHour?: number;
}

/** Lets a host rest, for all replicas, and asks for less content after that. Gives for how many seconds it rests. */
export async function blockHost(options: BlockHostOptions): Promise<number> {
  const { tx, host, reason, retryAfterSeconds, contentPerHour } = options;
  const state = await lockHostState(tx, host);
  const sinceBlock = state.seconds_since_block ?? undefined;
  const { seconds, blockCount, isNew } = planBlock({
    blockedForSeconds: sinceBlock === undefined ? 0 : Math.max(0, -sinceBlock),
    secondsSinceBlock: sinceBlock,
    blockCount: state.block_count,
    retryAfterSeconds,
    longestSeconds: options.longestSeconds,
  });
  await storeBlock({
    tx,
    host,
    reason,
    seconds,
    blockCount,
    contentPerHour:
      isNew && contentPerHour !== undefined
        ? reducedContentLimit(contentPerHour, reductionOf(state))
        : undefined,
  });
  return seconds;
}
