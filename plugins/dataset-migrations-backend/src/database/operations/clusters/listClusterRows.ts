import type { Knex } from 'knex';
import {
  clusterTargets,
  SMALLEST_CLUSTER,
  type ClusterScope,
} from './clusterTargets';

/** Where a cluster stands in the list: large ones first. */
export interface ClusterPosition {
  size: number;
  migrationId: string;
  shape: string;
}

export interface ClusterRow extends ClusterPosition {
  title: string;
}

/** A page of the clusters of entities, and how many there are. */
export async function listClusterRows(
  knex: Knex,
  options: ClusterScope & { limit: number; after?: ClusterPosition },
): Promise<{ rows: ClusterRow[]; total: number }> {
  const { limit, after } = options;
  const clusters = clusterTargets(knex, options)
    .groupBy('migrations.id', 'migrations.title', 'attempts.shape')
    .havingRaw('count(*) >= ?', [SMALLEST_CLUSTER])
    .select(
      'migrations.id as migration_id',
      'migrations.title',
      'attempts.shape',
    )
    .count({ size: '*' })
    .as('clusters');
  const [{ total }] = await knex.from(clusters.clone()).count({ total: '*' });
  const rows: Array<{
    migration_id: string;
    title: string;
    shape: string;
    size: number | string;
  }> = await knex
    .from(clusters.clone())
    .modify(query => {
      if (after) {
        query.whereRaw('(-size, migration_id, shape) > (?, ?, ?)', [
          -after.size,
          after.migrationId,
          after.shape,
        ]);
      }
    })
    .orderByRaw('-size, migration_id, shape')
    .limit(limit)
    .select('*');
  return {
    rows: rows.map(row => ({
      migrationId: row.migration_id,
      title: row.title,
      shape: row.shape,
      size: Number(row.size),
    })),
    total: Number(total),
  };
}
