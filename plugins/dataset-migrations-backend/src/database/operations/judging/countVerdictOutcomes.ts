import type { JudgeVerdict } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbBigInteger, DbBranchPushRow } from '../../tables';

/** How often a verdict came to an end; each target is counted under one outcome. */
export interface VerdictOutcomeCount {
  verdict: JudgeVerdict;
  outcome: 'unpublished' | 'open' | 'merged' | 'edited' | 'closed' | 'reverted';
  count: DbBigInteger;
}

/**
 * How the newest pull requests of targets ended, by what judges said of the patch that they hold. What was merged with a head
 * that nobody of us has pushed was edited by people.
 */
export async function countVerdictOutcomes(
  knex: Knex,
): Promise<VerdictOutcomeCount[]> {
  const ours = knex<DbBranchPushRow>('branch_pushes')
    .whereRaw('branch_pushes.target_id = pull_requests.target_id')
    .whereRaw('branch_pushes.generation = pull_requests.generation')
    .whereRaw('branch_pushes.sha = pull_requests.head_sha')
    .select(knex.raw('1'));
  const outcome = knex.raw(
    `case
       when pull_requests.id is null then 'unpublished'
       when targets.state = 'reverted' then 'reverted'
       when pull_requests.state <> 'merged' then pull_requests.state
       when pull_requests.head_sha = pull_requests.pushed_sha then 'merged'
       when exists ? then 'merged'
       else 'edited'
     end`,
    [ours],
  );
  const judged = knex('attempts')
    .join('targets', 'targets.attempt_id', 'attempts.id')
    .leftJoin('pull_requests', join => {
      join
        .on('pull_requests.target_id', 'targets.id')
        .andOn('pull_requests.generation', 'targets.generation');
    })
    .whereNotNull('attempts.verdict')
    .select('attempts.verdict', { outcome })
    .as('judged');
  return knex(judged)
    .groupBy('verdict', 'outcome')
    .select('verdict', 'outcome')
    .count({ count: '*' });
}
