import type { Knex } from 'knex';
import type { DbAttemptRow } from '../../tables';
import { databaseNow } from '../../time';
import { loseModelRequests } from '../models/loseModelRequests';

export interface EndAttemptOptions {
  tx: Knex.Transaction;
  targetId: string;
  /** The fence of the claim that the attempt belongs to. */
  fence: number;
  state: 'succeeded' | 'failed' | 'lost';
  /** What came out of it. */
  result?: Partial<
    Pick<
      DbAttemptRow,
      | 'agent'
      | 'base_sha'
      | 'patch'
      | 'patch_hash'
      | 'shape'
      | 'files'
      | 'files_changed'
      | 'lines_added'
      | 'lines_removed'
      | 'findings'
      | 'notes'
      | 'evidence'
      | 'error'
      | 'failure_class'
      | 'prompts'
      | 'rounds'
      | 'agent_end'
      | 'agent_end_reason'
      | 'ruling'
      | 'verdict'
    >
  >;
}

/** Ends a running attempt, with what it has reserved for models; an attempt that has ended stays as it is. */
export async function endAttempt(options: EndAttemptOptions): Promise<void> {
  const { tx, targetId, fence, state, result } = options;
  await tx<DbAttemptRow>('attempts')
    .where({ target_id: targetId, fence, state: 'running' })
    .update({
      ...result,
      state,
      ended_at: databaseNow(tx),
    });
  await loseModelRequests({ tx, targetId, fence });
}
