import type { PlannedMove } from '../contract/planMoves';
import { expressionPattern } from './expressionPattern';

const USING = /\busing\s*\(([^()]*)\)/gi;
const QUALIFIER = '(?:[\\w$]+|"[^"]+"|`[^`]+`)\\.';

interface MatchOptions {
  before: string;
  after: string;
  moves: PlannedMove[];
}

/** Whether ON, in the place of a USING that `before` begins with, compares the same columns. Gives how long both are. */
export function matchWrittenJoin({
  before,
  after,
  moves,
}: MatchOptions): { before: number; after: number } | undefined {
  const using = /^using\s*\(([^()]*)\)/i.exec(before);
  if (!using || !/^on\s/i.test(after)) {
    return undefined;
  }
  const equal = columnsOf(using[1]).map(column => {
    const side = sidePattern(column, moves);
    return `${side} = ${side}`;
  });
  const on = new RegExp(`^on ${equal.join(' and ')}`, 'i').exec(after);
  return on ? { before: using[0].length, after: on[0].length } : undefined;
}

/** Whether a column that USING made one of is read with its table now, or from both. Gives how long that is. */
export function matchMergedColumn({
  column,
  after,
  moves,
}: Omit<MatchOptions, 'before'> & { column: string }): number | undefined {
  const side = sidePattern(column, moves);
  const read = `^(?:${side}|coalesce\\(${side}, ${side}\\))(?!\\w)`;
  return new RegExp(read, 'i').exec(after)?.[0].length;
}

/** The columns that a text names by USING, in lower case. */
export function listUsedColumns(text: string): Set<string> {
  return new Set(
    [...text.matchAll(USING)].flatMap(([, names]) =>
      columnsOf(names.toLowerCase()),
    ),
  );
}

function columnsOf(list: string): string[] {
  return list.split(',').map(name => name.trim().replace(/["`]/g, ''));
}

/** The column with its table, under its old name or as the contract says. */
function sidePattern(column: string, moves: PlannedMove[]): string {
  const fields = moves.flatMap(
    move => move.fields.get(column.toLowerCase()) ?? [],
  );
  const names = [column, ...fields.flatMap(({ to }) => to ?? [])];
  const plain = names.map(
    name => `${QUALIFIER}["\`]?${name.replace(/[^\w]/g, '\\$&')}["\`]?`,
  );
  const values = fields.flatMap(({ expression }) => {
    const pattern =
      expression === undefined ? [] : [expressionPattern(expression)];
    return pattern.flatMap(value => [`\\(${value}\\)`, value]);
  });
  return `(?:${[...values, ...plain].join('|')})`;
}
