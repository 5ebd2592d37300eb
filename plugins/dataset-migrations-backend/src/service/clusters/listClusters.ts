import type {
  ClusterPage,
  ListClustersRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { listClusterRows } from '../../database/operations/clusters/listClusterRows';
import type { VisibleTo } from '../../permissions/whereOwned';
import { DEFAULT_LIMIT, toPageInfo } from '../lists/page';
import { decodeCursor } from '../request/cursor';
import { parseRefParameter } from '../request/parseRefParameter';

const LIST = 'clusters';

const position = z.strictObject({
  size: z.int32(),
  migrationId: z.uuid(),
  shape: z.string(),
});

/** A page of what entities have to read more than once, the largest cluster first. */
export async function listClusters(
  knex: Knex,
  request: ListClustersRequest & { visibleTo?: VisibleTo },
): Promise<ClusterPage> {
  const { entityRef, cursor, visibleTo, limit = DEFAULT_LIMIT } = request;
  const { rows, total } = await listClusterRows(knex, {
    entityRefs: entityRef.map(ref => parseRefParameter('entityRef', ref)),
    visibleTo,
    limit: limit + 1,
    after: decodeCursor({ list: LIST, cursor, schema: position }),
  });
  const { page, pageInfo } = toPageInfo({
    list: LIST,
    rows,
    limit,
    positionOf: ({ size, migrationId, shape }) => ({
      size,
      migrationId,
      shape,
    }),
  });
  return {
    items: page.map(({ migrationId, title, shape, size }) => ({
      migrationId,
      migrationTitle: title,
      shape,
      targetCount: size,
    })),
    totalItems: total,
    pageInfo,
  };
}
