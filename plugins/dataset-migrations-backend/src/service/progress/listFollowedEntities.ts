import type {
  FollowedEntityList,
  ListFollowedEntitiesRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import {
  findFollowedEntity,
  type FollowedEntityRow,
} from '../../database/operations/followedEntities/findFollowedEntity';
import { getMigrationResources } from '../../database/operations/migrations/getMigrationResources';
import { toIso } from '../../database/time';
import type { MigrationResource } from '../../permissions/resources';
import { parseRefParameter } from '../request/parseRefParameter';
import type { FollowedOptions } from './ProgressService';

/** What became of an entity of the catalog, for who may see its migration; of one without a migration, for who could. */
export async function listFollowedEntities(
  knex: Knex,
  request: ListFollowedEntitiesRequest,
  { maySee = () => true }: Pick<FollowedOptions, 'maySee'>,
): Promise<FollowedEntityList> {
  const row = await findFollowedEntity(
    knex,
    parseRefParameter('entityRef', request.entityRef),
  );
  const resource = row && (await resourceOf(knex, row));
  if (!row || !resource || !maySee(resource)) {
    return { items: [] };
  }
  const { migration_id: id, title, migration_state: state } = row;
  return {
    items: [
      {
        entityRef: row.entity_ref,
        state: row.state,
        stateSince: toIso(row.state_since),
        problem: row.problem ?? undefined,
        ...(id !== null &&
          title !== null &&
          state !== null && { migration: { id, title, state } }),
      },
    ],
  };
}

async function resourceOf(
  knex: Knex,
  row: FollowedEntityRow,
): Promise<MigrationResource | undefined> {
  if (row.migration_id !== null) {
    const [migration] = await getMigrationResources(knex, [row.migration_id]);
    return migration;
  }
  return {
    id: '',
    ownerRef: row.owner_ref ?? '',
    coOwnerRefs: [],
    createdBy: row.entity_ref,
  };
}
