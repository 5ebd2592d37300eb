import type { Knex } from 'knex';
import { recordEvent } from '../database/operations/events/recordEvent';
import { storeFollowedEntity } from '../database/operations/followedEntities/storeFollowedEntity';
import { holdMigration } from '../database/operations/migrations/holdMigration';
import type { DbFollowedEntityRow } from '../database/tables';

/** Says that an entity is gone, and leaves its migration alone; gives the migration that it was of. */
export async function noteGone(
  knex: Knex,
  entityRef: string,
): Promise<string | undefined> {
  return knex.transaction(async tx => {
    const [row] = await tx<DbFollowedEntityRow>('followed_entities')
      .where({ entity_ref: entityRef })
      .whereNot({ state: 'gone' });
    if (!row) {
      return undefined;
    }
    const migrationId = row.migration_id;
    if (migrationId === null) {
      await tx<DbFollowedEntityRow>('followed_entities')
        .where({ entity_ref: entityRef, revision: row.revision })
        .delete();
      return undefined;
    }
    await holdMigration({ tx, migrationId });
    const stored = await storeFollowedEntity({
      knex: tx,
      row,
      changes: { state: 'gone', problem: null, seen_etag: null },
    });
    if (!stored) {
      return undefined;
    }
    await recordEvent({
      tx,
      migrationId,
      actor: row.entity_ref,
      kind: 'entityNoted',
      reason:
        'The entity is gone from the catalog. The migration goes on as it stands; cancel it if it is not wanted any more',
    });
    return migrationId;
  });
}
