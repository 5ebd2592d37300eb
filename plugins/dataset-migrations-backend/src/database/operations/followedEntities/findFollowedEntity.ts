import type { MigrationState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbFollowedEntityRow } from '../../tables';

/** An entity that is followed, with the migration that came of it. */
export interface FollowedEntityRow extends DbFollowedEntityRow {
  title: string | null;
  migration_state: MigrationState | null;
}

/** What became of an entity; undefined when nobody has looked at it. */
export async function findFollowedEntity(
  knex: Knex,
  entityRef: string,
): Promise<FollowedEntityRow | undefined> {
  return knex<DbFollowedEntityRow>('followed_entities')
    .leftJoin('migrations', 'migrations.id', 'followed_entities.migration_id')
    .where({ entity_ref: entityRef })
    .first(
      'followed_entities.*',
      'migrations.title',
      knex.ref('migrations.state').as('migration_state'),
    );
}
