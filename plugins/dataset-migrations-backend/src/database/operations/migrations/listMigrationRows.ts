import type { MigrationState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { MIGRATION_ROLES } from '../../../permissions/rolesOf';
import { whereOwned, type VisibleTo } from '../../../permissions/whereOwned';
import type { DbMigrationDatasetRow, DbMigrationRow } from '../../tables';

export interface ListMigrationRowsOptions {
  /** Only those that move this dataset, from or to. */
  entityRef?: string;
  states?: readonly MigrationState[];
  visibleTo?: VisibleTo;
  limit: number;
  /** Id of the last migration of the page before; it must exist. */
  after?: string;
}

/** A page of migrations, newest first, and how many there are on all pages. */
export async function listMigrationRows(
  knex: Knex,
  options: ListMigrationRowsOptions,
): Promise<{ rows: DbMigrationRow[]; total: number }> {
  const { entityRef, states, visibleTo, limit, after } = options;
  const matching = knex<DbMigrationRow>('migrations').modify(query => {
    whereOwned(query, { criteria: visibleTo, roles: MIGRATION_ROLES });
    if (states) {
      query.whereIn('migrations.state', states);
    }
    if (entityRef !== undefined) {
      query.whereIn(
        'migrations.id',
        knex<DbMigrationDatasetRow>('migration_datasets')
          .where({ entity_ref: entityRef })
          .select('migration_id'),
      );
    }
  });
  const [{ total }] = await matching.clone().count({ total: '*' });
  const rows: DbMigrationRow[] = await matching
    .clone()
    .modify(query => {
      if (after !== undefined) {
        query.whereRaw(
          '(migrations.created_at, migrations.id) < (select created_at, id from migrations where id = ?)',
          [after],
        );
      }
    })
    .orderBy([
      { column: 'migrations.created_at', order: 'desc' },
      { column: 'migrations.id', order: 'desc' },
    ])
    .limit(limit)
    .select('migrations.*');
  return { rows, total: Number(total) };
}
