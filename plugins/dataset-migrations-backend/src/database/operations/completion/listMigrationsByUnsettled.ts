import {
  SETTLED_TARGET_STATES,
  type MigrationState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbMigrationRow } from '../../tables';

export interface ListMigrationsByUnsettledOptions {
  knex: Knex;
  states: MigrationState[];
  /** Whether a target is still on its way. */
  hasUnsettled: boolean;
}

/** Migrations in some states that have, or have no, target that is still on its way. */
export async function listMigrationsByUnsettled(
  options: ListMigrationsByUnsettledOptions,
): Promise<Array<Pick<DbMigrationRow, 'id' | 'state'>>> {
  const { knex, states, hasUnsettled } = options;
  const unsettled = knex('targets')
    .select('targets.id')
    .whereRaw('targets.migration_id = migrations.id')
    .whereNotIn('targets.state', [...SETTLED_TARGET_STATES]);
  return await knex<DbMigrationRow>('migrations')
    .select('id', 'state')
    .whereIn('state', states)
    .modify(query => {
      if (hasUnsettled) {
        query.whereExists(unsettled);
      } else {
        query.whereNotExists(unsettled);
      }
    });
}
