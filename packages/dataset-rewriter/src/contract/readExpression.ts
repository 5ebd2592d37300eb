import type { SqlDialect } from '../sql/parse/dialects';
import {
  parseScript,
  type SqlNode,
  type SqlStatement,
  type SqlValue,
} from '../sql/parse/parseScript';
import {
  asIdentifier,
  asList,
  isNode,
  tagged,
  type TreeIdentifier,
} from '../sql/parse/readTree';
import { AGGREGATE_TAGS } from './aggregateTags';

/** A column that an expression reads, with its place in the expression. */
export interface ExpressionColumn {
  name: string;
  start: number;
  end: number;
}

/** What an expression reads, or why it is not one expression over the columns of a row. */
export type ExpressionReading =
  | { columns: ExpressionColumn[]; functions: string[]; problem?: undefined }
  | { problem: string };

const LEAD = 'SELECT ';
const QUERY_TAGS = ['select', 'union', 'intersect', 'except', 'values'];

/** Reads SQL that shall be put into other people's queries: one value, from one row, and nothing that could end the query. */
export function readExpression(
  sql: string,
  dialect: SqlDialect,
): ExpressionReading {
  const read = parseAlone(`${LEAD}${sql}`, dialect);
  if ('problem' in read) {
    return read;
  }
  const problem = hasComment(`${LEAD}${sql}`, read.statement)
    ? 'holds a comment; write it into the note of the field'
    : findForbidden(read.value);
  if (problem !== undefined) {
    return { problem };
  }
  // The rewrite puts it between parentheses, which no dialect may take for something else.
  if ('problem' in parseAlone(`${LEAD}(${sql})`, dialect)) {
    return { problem: 'cannot stand between parentheses; write one value' };
  }
  return {
    columns: findColumns(read.value, read.statement),
    functions: findFunctions(read.value),
  };
}

/** Whatever stands between tokens and is not white is a comment. */
function hasComment(text: string, { tokens }: SqlStatement): boolean {
  const ends = [0, ...tokens.map(({ end }) => end)];
  const starts = [...tokens.map(({ start }) => start), text.length];
  return starts.some((start, index) =>
    /\S/.test(text.slice(ends[index], start)),
  );
}

function parseAlone(
  text: string,
  dialect: SqlDialect,
): { value: SqlNode; statement: SqlStatement } | { problem: string } {
  const script = parseScript(text, dialect);
  const [statement] = script.statements;
  const problem = script.problem ?? statement?.problem;
  if (problem !== undefined) {
    return { problem: `is not SQL of ${dialect.platform}: ${problem}` };
  }
  const select = statement?.tree && tagged(statement.tree, 'select');
  const values = asList(select?.expressions);
  const [value] = values;
  const others = Object.entries(select ?? {}).filter(
    ([key, part]) => key !== 'expressions' && !isAbsent(part),
  );
  return script.statements.length === 1 &&
    values.length === 1 &&
    others.length === 0 &&
    isNode(value)
    ? { value, statement }
    : { problem: 'is more than one expression; write one value' };
}

function isAbsent(part: SqlValue): boolean {
  return (
    part === null ||
    part === undefined ||
    part === false ||
    (Array.isArray(part) && part.length === 0)
  );
}

/** Why a value is not one of a single row, in the words of a mend. */
function findForbidden(value: SqlNode): string | undefined {
  const tags = new Set<string>();
  visitNodes(value, node => {
    Object.keys(node).forEach(tag => isNode(node[tag]) && tags.add(tag));
  });
  if (QUERY_TAGS.some(tag => tags.has(tag))) {
    return 'holds a query of its own; write a value that follows from columns of the same row';
  }
  if (AGGREGATE_TAGS.some(tag => tags.has(tag))) {
    return `holds ${
      tags.has('window_function') ? 'a window function' : 'an aggregate'
    }, which looks at many rows; write a value that follows from columns of the same row`;
  }
  if (tags.has('alias')) {
    return 'names its value; leave the alias out';
  }
  if (tags.has('star')) {
    return 'reads all columns; name the ones that it needs';
  }
  return tags.has('tuple') || tags.has('placeholder') || tags.has('parameter')
    ? 'is not a value that is known; write one expression without parameters'
    : undefined;
}

function findColumns(
  value: SqlNode,
  statement: SqlStatement,
): ExpressionColumn[] {
  const found: ExpressionColumn[] = [];
  const parameters = new Set<string>();
  visitNodes(value, node => {
    asList(tagged(node, 'lambda')?.parameters).forEach(parameter =>
      parameters.add(asIdentifier(parameter)?.name ?? ''),
    );
    const column = tagged(node, 'column');
    const head =
      column && (asIdentifier(column.table) ?? asIdentifier(column.name));
    if (head && !parameters.has(head.name)) {
      found.push(placeOf(head, statement));
    }
  });
  return found.sort((left, right) => left.start - right.start);
}

function placeOf(
  { name, span }: TreeIdentifier,
  statement: SqlStatement,
): ExpressionColumn {
  const at = (offset: number) => statement.toOffset(offset) - LEAD.length;
  return span
    ? { name, start: at(span.start), end: at(span.end) }
    : { name, start: -1, end: -1 };
}

/** Functions that the parser knows only by name. */
function findFunctions(value: SqlNode): string[] {
  const names = new Set<string>();
  visitNodes(value, node => {
    const name = tagged(node, 'function')?.name;
    if (typeof name === 'string') {
      names.add(name.toUpperCase());
    }
  });
  return [...names];
}

function visitNodes(value: SqlValue, visit: (node: SqlNode) => void): void {
  const waiting: SqlValue[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (Array.isArray(next)) {
      waiting.push(...next);
    } else if (isNode(next)) {
      visit(next);
      waiting.push(...Object.values(next));
    }
  }
}
