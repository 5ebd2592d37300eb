import type { Knex } from 'knex';
import type { DbBranchPushRow } from '../../tables';

/**
 * The pushes of ours that made the head of a pull request what it is, within a query that joins `pull_requests`. There is none where
 * people have pushed since.
 */
export function pushesOfHead(knex: Knex) {
  return knex<DbBranchPushRow>('branch_pushes')
    .whereRaw('branch_pushes.target_id = pull_requests.target_id')
    .whereRaw('branch_pushes.generation = pull_requests.generation')
    .whereRaw('branch_pushes.sha = pull_requests.head_sha')
    .select(knex.raw('1'));
}
