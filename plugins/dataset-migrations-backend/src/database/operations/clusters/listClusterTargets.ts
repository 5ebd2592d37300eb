import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';
import { clusterTargets, type ClusterScope } from './clusterTargets';

export interface ListClusterTargetsOptions extends ClusterScope {
  migrationId: string;
  shape: string;
  limit: number;
  /** Key of the last target of the page before. */
  after?: string;
  /** The target that is read instead of the others. */
  exceptId?: string;
}

/** A target of a cluster with its patch. */
export interface ClusterTargetRow extends DbTargetRow {
  patch: string;
}

/** A page of the targets of a cluster by repository, and how many there are on all pages. */
export async function listClusterTargets(
  knex: Knex,
  options: ListClusterTargetsOptions,
): Promise<{ rows: ClusterTargetRow[]; total: number }> {
  const { limit, after, exceptId } = options;
  const matching = ofCluster(knex, options).modify(query => {
    if (exceptId !== undefined) {
      query.whereNot('targets.id', exceptId);
    }
  });
  const [{ total }] = await matching.clone().count({ total: '*' });
  const rows: ClusterTargetRow[] = await matching
    .clone()
    .modify(query => {
      if (after !== undefined) {
        query.where('targets.target_key', '>', after);
      }
    })
    .orderBy('targets.target_key')
    .limit(limit)
    .select('targets.*', 'attempts.patch');
  return { rows, total: Number(total) };
}

/** The targets of a cluster, in the order in which they are locked; no worker moves them until the transaction ends. */
export async function lockClusterTargets(
  tx: Knex.Transaction,
  options: ClusterScope & { migrationId: string; shape: string; limit: number },
): Promise<ClusterTargetRow[]> {
  return ofCluster(tx, options)
    .orderBy('targets.id')
    .limit(options.limit)
    .forUpdate('targets')
    .select('targets.*', 'attempts.patch');
}

/** The target of a cluster with the longest patch, by which the others deviate least; undefined when there is none. */
export async function findExemplar(
  knex: Knex,
  options: ClusterScope & { migrationId: string; shape: string },
): Promise<ClusterTargetRow | undefined> {
  return ofCluster(knex, options)
    .orderByRaw(
      'attempts.lines_added + attempts.lines_removed desc, targets.target_key',
    )
    .first('targets.*', 'attempts.patch');
}

function ofCluster(
  knex: Knex,
  {
    migrationId,
    shape,
    ...scope
  }: ClusterScope & { migrationId: string; shape: string },
): Knex.QueryBuilder {
  return clusterTargets(knex, scope).where({
    'targets.migration_id': migrationId,
    'attempts.shape': shape,
  });
}
