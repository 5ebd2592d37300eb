import type { Knex } from 'knex';
import { databaseNow } from '../../time';
import { whereMigrationWorks } from './whereMigrationWorks';

/** How far its migration and its owner have been served; null before their first turn. */
export interface LineRow {
  migration_id: string;
  migration_owner: string;
  finish: number | null;
  owner_finish: number | null;
  owner_clock: number | null;
}

/** More migrations at once are served as soon as some of these are through. */
const MOST_LINES = 10_000;

/** Migrations whose agents may run and that have a target waiting. */
export async function listLines(knex: Knex): Promise<LineRow[]> {
  return knex('migrations')
    .leftJoin('queue_turns as turns', join =>
      join
        .on('turns.subject', knex.raw('cast(migrations.id as varchar(400))'))
        .onVal('turns.scope', 'migration'),
    )
    .leftJoin('queue_turns as owner_turns', join =>
      join
        .on('owner_turns.subject', 'migrations.owner_ref')
        .onVal('owner_turns.scope', 'owner'),
    )
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
      'turns.finish',
      'owner_turns.finish as owner_finish',
      'owner_turns.clock as owner_clock',
    );
}
