import type { Knex } from 'knex';
import { databaseNow } from '../../time';
import type { HeadRow } from './listHeads';
import { whereMigrationWorks } from './whereMigrationWorks';

/** Targets that a person waits for, the longest first. */
export async function listInteractive(options: {
  knex: Knex;
  limit: number;
}): Promise<HeadRow[]> {
  const { knex, limit } = options;
  return knex('targets')
    .join('migrations', 'migrations.id', 'targets.migration_id')
    .whereRaw(`targets.state = 'queued' and targets.interactive`)
    .where('targets.not_before', '<=', databaseNow(knex))
    .modify(whereMigrationWorks)
    .orderBy(['targets.not_before', 'targets.id'])
    .limit(limit)
    .select(
      'targets.id',
      'targets.migration_id',
      'targets.host',
      'targets.owner_ref',
    );
}
