import type { Knex } from 'knex';
import type { DbAttemptRow } from '../../tables';

/** More than any target should ever need; the page has no cursor. */
const MOST_ATTEMPTS = 50;

/** The attempts of a target, newest first, without the files that are kept for publishing. */
export async function listAttemptRows(
  knex: Knex,
  targetId: string,
): Promise<Array<Omit<DbAttemptRow, 'files' | 'shape'>>> {
  return knex<DbAttemptRow>('attempts')
    .where({ target_id: targetId })
    .orderBy('number', 'desc')
    .limit(MOST_ATTEMPTS)
    .select(
      'id',
      'target_id',
      'number',
      'fence',
      'agent',
      'worker',
      'state',
      'started_at',
      'ended_at',
      'contract_version',
      'base_sha',
      'patch',
      'patch_hash',
      'files_changed',
      'lines_added',
      'lines_removed',
      'findings',
      'notes',
      'evidence',
      'error',
      'failure_class',
      'prompts',
      'rounds',
      'agent_end',
      'agent_end_reason',
      'ruling',
      'verdict',
    );
}
