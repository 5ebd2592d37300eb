import type { Knex } from 'knex';
import type { DbBoolean, DbFollowedEntityRow } from '../../tables';
import { nowPlus } from '../../time';

/** What is known of an entity, and whether the last look at it is long ago. */
export interface FollowedEntityLook
  extends Pick<DbFollowedEntityRow, 'entity_ref' | 'state' | 'seen_etag'> {
  is_stale: DbBoolean;
}

/** All entities that were ever seen, those first that were looked at longest ago. */
export async function listFollowedEntities(
  knex: Knex,
  { staleSeconds }: { staleSeconds: number },
): Promise<FollowedEntityLook[]> {
  return knex<DbFollowedEntityRow>('followed_entities')
    .orderBy(['looked_at', 'entity_ref'])
    .select(
      'entity_ref',
      'state',
      'seen_etag',
      knex.raw('(looked_at is null or looked_at < ?) as is_stale', [
        nowPlus(knex, -staleSeconds),
      ]),
    );
}
