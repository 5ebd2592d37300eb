import type { Knex } from 'knex';
import type { DbFollowedEntityRow } from '../../tables';
import { databaseNow } from '../../time';

/** The row of an entity, which is made where there is none; that somebody looks at it now is noted. */
export async function ensureFollowedEntity(
  knex: Knex,
  entityRef: string,
): Promise<DbFollowedEntityRow> {
  await knex<DbFollowedEntityRow>('followed_entities')
    .insert({
      entity_ref: entityRef,
      state: 'waiting',
      state_since: databaseNow(knex),
    })
    .onConflict('entity_ref')
    .ignore();
  const [row] = await knex<DbFollowedEntityRow>('followed_entities')
    .where({ entity_ref: entityRef })
    .update({ looked_at: databaseNow(knex) })
    .returning('*');
  return row;
}
