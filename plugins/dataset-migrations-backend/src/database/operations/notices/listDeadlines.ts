import { SETTLED_TARGET_STATES } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';

/** A team that has not moved all that it has to in a migration with a deadline. */
export interface DeadlineRow {
  migration_id: string;
  deadline: string;
  owner_ref: string;
}

/** Teams with targets on their way in running migrations whose deadline is between two days. */
export async function listDeadlines(options: {
  knex: Knex;
  /** `YYYY-MM-DD`. */
  from: string;
  until: string;
}): Promise<DeadlineRow[]> {
  const { knex, from, until } = options;
  return knex('targets')
    .join('migrations', 'migrations.id', 'targets.migration_id')
    .where('migrations.state', 'running')
    .whereBetween('migrations.deadline', [from, until])
    .whereNotIn('targets.state', [...SETTLED_TARGET_STATES])
    .whereNotNull('targets.owner_ref')
    .distinct(
      'targets.migration_id',
      'migrations.deadline',
      'targets.owner_ref',
    )
    .orderBy(['targets.migration_id', 'targets.owner_ref']);
}
