import type { Knex } from 'knex';
import { whereDecisionStands } from '../decisions/whereDecisionStands';
import { clusterTargets, type ClusterScope } from './clusterTargets';

/** How many targets of a cluster stand accepted since their pattern was approved. */
export async function countApproved(
  knex: Knex,
  {
    migrationId,
    shape,
    ...scope
  }: ClusterScope & { migrationId: string; shape: string },
): Promise<number> {
  const [{ count }] = await clusterTargets(knex, scope)
    .join('decisions', 'decisions.target_id', 'targets.id')
    .where({
      'targets.migration_id': migrationId,
      'attempts.shape': shape,
      'decisions.kind': 'accept',
    })
    .whereNotNull('decisions.exemplar_attempt_id')
    .modify(whereDecisionStands)
    .count({ count: '*' });
  return Number(count);
}
