import type { Knex } from 'knex';
import type { TargetFacts } from '../targets/loadTargetFacts';
import { clusterTargets, SMALLEST_CLUSTER } from './clusterTargets';

/** The shape of a target's patch, if its owner has others of that shape to read in the same migration. */
export async function findOwnCluster(
  knex: Knex,
  { row, attempt }: Pick<TargetFacts, 'row' | 'attempt'>,
): Promise<string | undefined> {
  const { owner_ref: ownerRef, migration_id: migrationId, id } = row;
  if (ownerRef === null || !attempt?.shape) {
    return undefined;
  }
  const { shape } = attempt;
  const alike: Array<{ id: string }> = await clusterTargets(knex, {
    entityRefs: [ownerRef],
  })
    .where({
      'targets.migration_id': migrationId,
      'attempts.shape': shape,
    })
    .orderByRaw('case when targets.id = ? then 0 else 1 end', [id])
    .limit(SMALLEST_CLUSTER)
    .select('targets.id');
  return alike.length === SMALLEST_CLUSTER && alike[0].id === id
    ? shape
    : undefined;
}
