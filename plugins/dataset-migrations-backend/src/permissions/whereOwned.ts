import { type PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { Knex } from 'knex';
import type { OwnershipQuery, TargetRole } from './resources';

/** Rows that a caller may see; absent for all. */
export type VisibleTo = PermissionCriteria<OwnershipQuery>;

export interface WhereOwnedOptions {
  criteria: VisibleTo | undefined;
  /** What one can be to a row; the tables that say so have to be in the query. */
  roles: readonly TargetRole[];
}

type AddOwner = (query: Knex.QueryBuilder, refs: readonly string[]) => void;

/** An owner that is null must count as "no", also below a NOT. */
const inColumn =
  (column: string): AddOwner =>
  (query, refs) =>
    query.whereNotNull(column).whereIn(column, refs);

const OWNERS: Record<TargetRole, AddOwner> = {
  team: inColumn('targets.owner_ref'),
  owner: inColumn('migrations.owner_ref'),
  initiator: inColumn('migrations.created_by'),
  coOwner: (query, refs) =>
    query.whereIn('migrations.id', (coOwners: Knex.QueryBuilder) =>
      coOwners
        .from('migration_co_owners')
        .whereIn('owner_ref', refs)
        .select('migration_id'),
    ),
};

/** Keeps the rows that fulfil the criteria of a permission decision. For `query.modify`. */
export function whereOwned(
  query: Knex.QueryBuilder,
  { criteria, roles }: WhereOwnedOptions,
): void {
  if (criteria !== undefined) {
    query.where(builder => addCriteria(builder, criteria, roles));
  }
}

function addCriteria(
  builder: Knex.QueryBuilder,
  criteria: VisibleTo,
  roles: readonly TargetRole[],
): void {
  if (isAndCriteria(criteria)) {
    for (const part of criteria.allOf) {
      builder.andWhere(inner => addCriteria(inner, part, roles));
    }
  } else if (isOrCriteria(criteria)) {
    for (const part of criteria.anyOf) {
      builder.orWhere(inner => addCriteria(inner, part, roles));
    }
  } else if (isNotCriteria(criteria)) {
    const { not } = criteria;
    builder.whereNot(inner => addCriteria(inner, not, roles));
  } else {
    const { ownedBy, as } = criteria;
    // a role that no row can have must not come to all rows
    builder.whereRaw('1 = 0');
    for (const role of roles) {
      if (as === undefined || as.includes(role)) {
        builder.orWhere(inner => OWNERS[role](inner, ownedBy));
      }
    }
  }
}
