import { type PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import type { Knex } from 'knex';
import type { OwnershipQuery } from './resources';

/** Rows that a caller may see; absent for all. */
export type VisibleTo = PermissionCriteria<OwnershipQuery>;

export interface WhereOwnedOptions {
  criteria: VisibleTo | undefined;
  /** Columns that hold an owner, each with its table. */
  columns: readonly string[];
}

/** Keeps the rows that fulfil the criteria of a permission decision. For `query.modify`. */
export function whereOwned(
  query: Knex.QueryBuilder,
  { criteria, columns }: WhereOwnedOptions,
): void {
  if (criteria !== undefined) {
    query.where(builder => addCriteria(builder, criteria, columns));
  }
}

function addCriteria(
  builder: Knex.QueryBuilder,
  criteria: VisibleTo,
  columns: readonly string[],
): void {
  if (isAndCriteria(criteria)) {
    for (const part of criteria.allOf) {
      builder.andWhere(inner => addCriteria(inner, part, columns));
    }
  } else if (isOrCriteria(criteria)) {
    for (const part of criteria.anyOf) {
      builder.orWhere(inner => addCriteria(inner, part, columns));
    }
  } else if (isNotCriteria(criteria)) {
    const { not } = criteria;
    builder.whereNot(inner => addCriteria(inner, not, columns));
  } else {
    // an owner that is null must count as "no", also below a NOT
    for (const column of columns) {
      builder.orWhere(inner =>
        inner.whereNotNull(column).whereIn(column, criteria.ownedBy),
      );
    }
  }
}
