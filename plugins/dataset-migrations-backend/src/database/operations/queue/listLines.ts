import type { Knex } from 'knex';
import { databaseNow } from '../../time';
import { whereMigrationWorks } from './whereMigrationWorks';

export interface LineRow {
  migration_id: string;
  migration_owner: string;
}

/** More migrations at once are served as soon as some of these are through. */
const MOST_LINES = 10_000;

/** Migrations whose agents may run and that have a target waiting. */
export async function listLines(knex: Knex): Promise<LineRow[]> {
  return knex('migrations')
    .modify(whereMigrationWorks)
    .whereExists(waiting => {
      waiting
        .select('targets.id')
        .from('targets')
        .whereRaw('targets.migration_id = migrations.id')
        // written out, so that the index over what waits is taken
        .where('targets.state', knex.raw(`'queued'`))
        .where('targets.not_before', '<=', databaseNow(knex));
    })
    .orderBy('migrations.id')
    .limit(MOST_LINES)
    .select(
      'migrations.id as migration_id',
      'migrations.owner_ref as migration_owner',
    );
}
