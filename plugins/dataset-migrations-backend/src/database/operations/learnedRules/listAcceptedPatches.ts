import type { Knex } from 'knex';
import { REWRITER_ID } from '../../../agents/RewriterAgent';
import type { DbAttemptRow } from '../../tables';
import { pushesOfHead } from '../publishing/pushesOfHead';

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

/**
 * The patches of merged targets on which more than the rewriter has worked, newest first. Only what people merged as we had pushed it:
 * where they changed it before, and where a later attempt has made another patch since, nobody has accepted what the attempt holds.
 */
export async function listAcceptedPatches(
  knex: Knex,
  options: ListAcceptedPatchesOptions,
): Promise<AcceptedPatch[]> {
  const { migrationId, limit, maxCharacters } = options;
  return knex<DbAttemptRow>('attempts')
    .join('targets', 'targets.attempt_id', 'attempts.id')
    .join('pull_requests', join => {
      join
        .on('pull_requests.target_id', 'targets.id')
        .andOn('pull_requests.generation', 'targets.generation');
    })
    .where({ 'targets.migration_id': migrationId, 'targets.state': 'merged' })
    .whereExists(
      pushesOfHead(knex).whereRaw(
        'branch_pushes.pushed_at >= attempts.ended_at',
      ),
    )
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
