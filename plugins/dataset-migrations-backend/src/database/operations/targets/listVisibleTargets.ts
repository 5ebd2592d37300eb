import type { Knex } from 'knex';
import type { VisibleTo } from '../../../permissions/whereOwned';
import { whereTargetVisible } from '../../../permissions/whereTargetVisible';

export interface ListVisibleTargetsOptions {
  targetIds: readonly string[];
  /** Absent for whoever may see all. */
  visibleTo?: VisibleTo;
}

/** Ids of those of some targets that a caller may see. */
export async function listVisibleTargets(
  knex: Knex,
  { targetIds, visibleTo }: ListVisibleTargetsOptions,
): Promise<Set<string>> {
  const rows: Array<{ id: string }> = await knex('targets')
    .join('migrations', 'migrations.id', 'targets.migration_id')
    .whereIn('targets.id', targetIds)
    .modify(whereTargetVisible, visibleTo)
    .select('targets.id');
  return new Set(rows.map(({ id }) => id));
}
