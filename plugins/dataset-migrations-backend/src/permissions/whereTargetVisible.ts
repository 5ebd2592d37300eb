import type { Knex } from 'knex';
import { TARGET_ROLES } from './rolesOf';
import { whereOwned, type VisibleTo } from './whereOwned';

/** Keeps targets that a caller may see: as one of their team, or of those who run the migration. For `query.modify`, over `targets` and `migrations`. */
export function whereTargetVisible(
  query: Knex.QueryBuilder,
  visibleTo: VisibleTo | undefined,
): void {
  whereOwned(query, { criteria: visibleTo, roles: TARGET_ROLES });
}
