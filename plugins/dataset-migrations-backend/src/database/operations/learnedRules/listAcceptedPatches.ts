import type { Knex } from 'knex';
import { REWRITER_ID } from '../../../agents/RewriterAgent';
import type { DbAttemptRow } from '../../tables';

export interface AcceptedPatch {
  target_id: string;
  patch: string;
}

export interface ListAcceptedPatchesOptions {
  migrationId: string;
  /** So many of the newest. */
  limit: number;
  /** Longer ones are left out. */
  maxCharacters: number;
}

/** The patches of merged targets on which more than the rewriter has worked, newest first. */
export async function listAcceptedPatches(
  knex: Knex,
  options: ListAcceptedPatchesOptions,
): Promise<AcceptedPatch[]> {
  const { migrationId, limit, maxCharacters } = options;
  return knex<DbAttemptRow>('attempts')
    .join('targets', 'targets.attempt_id', 'attempts.id')
    .where({ 'targets.migration_id': migrationId, 'targets.state': 'merged' })
    .whereNot('attempts.agent', REWRITER_ID)
    .whereNotNull('attempts.patch')
    .whereRaw('length(attempts.patch) <= ?', [maxCharacters])
    .orderBy([
      { column: 'attempts.ended_at', order: 'desc' },
      { column: 'attempts.id' },
    ])
    .limit(limit)
    .select('attempts.target_id', 'attempts.patch');
}
