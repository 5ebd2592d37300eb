import type { Knex } from 'knex';
import type { DbFollowedEntityRow } from '../../tables';
import { databaseNow } from '../../time';

export interface StoreFollowedEntityOptions {
  knex: Knex;
  /** As it was read. */
  row: DbFollowedEntityRow;
  changes: Partial<
    Pick<
      DbFollowedEntityRow,
      'state' | 'problem' | 'migration_id' | 'owner_ref' | 'seen_etag' | 'base'
    >
  >;
}

/** Writes what became of an entity; false when somebody else has written since the row was read, and then nothing is. */
export async function storeFollowedEntity(
  options: StoreFollowedEntityOptions,
): Promise<boolean> {
  const { knex, row, changes } = options;
  const count = await knex<DbFollowedEntityRow>('followed_entities')
    .where({ entity_ref: row.entity_ref, revision: row.revision })
    .update({
      ...changes,
      ...(changes.state !== undefined &&
        changes.state !== row.state && { state_since: databaseNow(knex) }),
      revision: row.revision + 1,
    });
  return count === 1;
}
