import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { VisibleTo } from '../../../permissions/whereOwned';
import { whereTargetVisible } from '../../../permissions/whereTargetVisible';

/** A patch that people may have to read. */
const READ: readonly TargetState[] = ['proposed', 'publishing', 'prOpen'];

/** Fewer of one shape are read one by one. */
export const SMALLEST_CLUSTER = 2;

export interface ClusterScope {
  /** Components, or the groups and users that own targets. */
  entityRefs: readonly string[];
  visibleTo?: VisibleTo;
}

/** Targets of these entities with a patch that waits for people, each with the attempt that counts. */
export function clusterTargets(
  knex: Knex,
  { entityRefs, visibleTo }: ClusterScope,
): Knex.QueryBuilder {
  return knex('targets')
    .join('migrations', 'migrations.id', 'targets.migration_id')
    .join('attempts', 'attempts.id', 'targets.attempt_id')
    .whereNotIn('migrations.state', ['draft', 'planned'])
    .whereIn('targets.state', READ)
    .whereNotNull('attempts.shape')
    .where(query =>
      query
        .whereIn('targets.owner_ref', entityRefs)
        .orWhereIn(
          'targets.id',
          knex('target_entities')
            .whereIn('entity_ref', entityRefs)
            .select('target_id'),
        ),
    )
    .modify(whereTargetVisible, visibleTo);
}
