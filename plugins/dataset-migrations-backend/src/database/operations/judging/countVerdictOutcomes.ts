import type { JudgeVerdict } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbBigInteger } from '../../tables';
import { pushesOfHead } from '../publishing/pushesOfHead';

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
  const outcome = knex.raw(
    `case
       when pull_requests.id is null then 'unpublished'
       when targets.state = 'reverted' then 'reverted'
       when pull_requests.state <> 'merged' then pull_requests.state
       when pull_requests.head_sha = pull_requests.pushed_sha then 'merged'
       when exists ? then 'merged'
       else 'edited'
     end`,
    [pushesOfHead(knex)],
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
