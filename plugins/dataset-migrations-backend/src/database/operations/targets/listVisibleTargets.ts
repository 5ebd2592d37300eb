import type { Knex } from 'knex';
import { whereOwned, type VisibleTo } from '../../../permissions/whereOwned';

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
    .modify(query =>
      whereOwned(query, {
        criteria: visibleTo,
        columns: [
          'targets.owner_ref',
          'migrations.owner_ref',
          'migrations.created_by',
        ],
      }),
    )
    .select('targets.id');
  return new Set(rows.map(({ id }) => id));
}
