import type {
  ClusterRequest,
  ClusterView,
  Target,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { findDeviations, readExemplar } from '../../clusters/findDeviations';
import { countApproved } from '../../database/operations/clusters/countApproved';
import {
  findExemplar,
  listClusterTargets,
  type ClusterTargetRow,
} from '../../database/operations/clusters/listClusterTargets';
import { loadTargetFacts } from '../../database/operations/targets/loadTargetFacts';
import type { VisibleTo } from '../../permissions/whereOwned';
import { toPageInfo } from '../lists/page';
import { decodeCursor } from '../request/cursor';
import { parseRefParameter } from '../request/parseRefParameter';
import { toTarget } from '../response/toTarget';
import { noSuchCluster } from './noSuchCluster';

const LIST = 'cluster';
/** Each is compared with the exemplar, line by line. */
const DEFAULT_LIMIT = 20;
const MOST_LINES = 20;

/** One patch of a cluster to read, and of the others what is not in it. */
export async function getCluster(
  knex: Knex,
  request: ClusterRequest & { visibleTo?: VisibleTo },
): Promise<ClusterView> {
  const { migrationId, shape, cursor, visibleTo } = request;
  const { limit = DEFAULT_LIMIT } = request;
  const scope = {
    migrationId,
    shape,
    visibleTo,
    entityRefs: request.entityRef.map(ref =>
      parseRefParameter('entityRef', ref),
    ),
  };
  const exemplar = await findExemplar(knex, scope);
  if (!exemplar) {
    throw noSuchCluster(shape);
  }
  const { rows, total } = await listClusterTargets(knex, {
    ...scope,
    exceptId: exemplar.id,
    limit: limit + 1,
    after: decodeCursor({ list: LIST, cursor, schema: z.string() }),
  });
  const { page, pageInfo } = toPageInfo({
    list: LIST,
    rows,
    limit,
    positionOf: row => row.target_key,
  });
  const [exemplarTarget, ...targets] = await toTargets(knex, [
    exemplar,
    ...page,
  ]);
  const read = readExemplar(exemplar.patch);
  return {
    exemplar: {
      id: exemplar.attempt_id!,
      target: exemplarTarget,
      patch: exemplar.patch,
    },
    approvedCount: await countApproved(knex, scope),
    items: page.map(({ patch }, index) => ({
      target: targets[index],
      ...findDeviations({ exemplar: read, patch, limit: MOST_LINES }),
    })),
    totalItems: total,
    pageInfo,
  };
}

async function toTargets(
  knex: Knex,
  rows: readonly ClusterTargetRow[],
): Promise<Target[]> {
  return (await loadTargetFacts(knex, rows)).map(toTarget);
}
