import type { DatasetMove } from '@skein/backstage-plugin-dataset-migrations-common';
import { findDialect } from '../sql/parse/dialects';
import { readExpression } from './readExpression';

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
  const isMarked = columns.size > 0 || /\{\w+\}/.test(rows.where);
  const marked = isMarked ? undefined : markByGrammar(rows.where, to);
  if (marked !== undefined) {
    return { path: `${path}.rows.where`, where: marked, canBeQualified: true };
  }
  return {
    path: `${path}.rows.where`,
    where: rows.where.replace(PARTS, part =>
      columns.has(part.toLowerCase()) ? `{${part}}` : part,
    ),
    canBeQualified: isMarked,
  };
}

/** Without a schema the grammar tells the columns; what it cannot place, or reads as a record, is left. */
function markByGrammar(
  where: string,
  { names }: DatasetMove['to'],
): string | undefined {
  const dialect = names.map(n => findDialect(n.platform)).find(found => found);
  const read = dialect && readExpression(where, dialect);
  if (!read || read.problem !== undefined || !read.columns.length) {
    return undefined;
  }
  let marked = '';
  let at = 0;
  for (const { name, start, end } of read.columns) {
    const isPlain =
      where.slice(start, end) === name && !/^\s*\./.test(where.slice(end));
    if (!isPlain || !/^\w+$/.test(name) || start < at) {
      return undefined;
    }
    marked += `${where.slice(at, start)}{${name}}`;
    at = end;
  }
  return marked + where.slice(at);
}
