import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbReactionRow, DbTargetRow } from '../../tables';
import { databaseNow } from '../../time';

/** A target in one of these is on its way to an answer. */
const UNDERWAY: readonly TargetState[] = [
  'queued',
  'running',
  'proposed',
  'publishing',
];

/** Ends the rounds of targets that somebody has taken another way, for example by a merge or a decision. */
export async function dropLostReactions(knex: Knex): Promise<void> {
  await knex<DbReactionRow>('reactions')
    .where({ state: 'working' })
    .whereNotIn(
      'target_id',
      knex<DbTargetRow>('targets').select('id').whereIn('state', UNDERWAY),
    )
    .update({
      state: 'dropped',
      outcome: 'Its target went another way meanwhile',
      settled_at: databaseNow(knex),
    });
}
