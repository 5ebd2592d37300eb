import type { DatasetMove } from '@skein/backstage-plugin-dataset-migrations-common';

/** The rows that every read of the new dataset keeps. */
export interface PlannedRows {
  /** Path in the contract. */
  path: string;
  /** The predicate, with columns of the new dataset as `{column}`. */
  where: string;
  /** Whether all columns in it are known, so that they can be qualified. */
  canBeQualified: boolean;
}

const PARTS =
  /'(?:[^']|'')*'|"[^"]*"|`[^`]*`|\{\w+\}|\.?[A-Za-z_]\w*(?:\s*\()?/g;

/** Prepares `rows.where` for being put into queries. */
export function planRows(
  { rows, to }: DatasetMove,
  path: string,
): PlannedRows | undefined {
  if (!rows) {
    return undefined;
  }
  const columns = new Set(to.schema?.map(({ name }) => name.toLowerCase()));
  return {
    path: `${path}.rows.where`,
    where: rows.where.replace(PARTS, part =>
      columns.has(part.toLowerCase()) ? `{${part}}` : part,
    ),
    canBeQualified: columns.size > 0 || /\{\w+\}/.test(rows.where),
  };
}
