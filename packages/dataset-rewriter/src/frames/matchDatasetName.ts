import type { PlannedMove } from '../contract/planMoves';
import { pathStem } from '../contract/pathStem';
import type { Span } from '../edits/Edit';
import type { SqlDialect } from '../sql/parse/dialects';
import { matchTable } from '../sql/resolve/matchTable';
import { replaceName } from '../sql/rules/replaceName';
import type { Edit } from '../types';

/** A string as it stands in the text, without quotes and escapes. */
export interface WrittenName extends Span {
  value: string;
}

/** What a string names. */
export type DatasetNameMatch =
  | { kind: 'dataset'; move: PlannedMove; side: 'old' | 'new'; edits: Edit[] }
  | { kind: 'unproved'; message: string }
  | { kind: 'other' };

/** `p.d.t`, `p:d.t` and `bigquery://p/d/t`, each part perhaps in backticks. */
const TABLE = /^(?:[a-z]+:\/\/)?(?:`?[\w*-]+`?[.:/])*`?[\w*-]+`?(?=$|\$\w*$)/i;

/** Space in front of a name, and the bracket in which BigQuery's legacy SQL puts it. */
const BEFORE = /^\s*(?:\[(?=[^[\]]*\]\s*$))?/;

/** Compares a string that stands for a whole dataset with the names of the contract. */
export function matchDatasetName(
  written: WrittenName,
  moves: PlannedMove[],
  dialect: SqlDialect,
): DatasetNameMatch {
  const name = withoutSurroundings(written);
  for (const move of moves) {
    const match = matchFullName(name, move);
    if (match) {
      return match;
    }
  }
  const [table] = TABLE.exec(name.value) ?? [];
  return table === undefined
    ? { kind: 'other' }
    : matchTableName({ ...name, value: table }, moves, dialect);
}

function withoutSurroundings({ start, value }: WrittenName): WrittenName {
  const [before = ''] = BEFORE.exec(value) ?? [];
  const { length } = before;
  const end = before.endsWith('[') ? /\]\s*$/ : /\s*$/;
  const inner = value.slice(length).replace(end, '');
  return {
    value: inner,
    start: start + length,
    end: start + length + inner.length,
  };
}

/** A name of any platform, also with a path below it. */
function matchFullName(
  { start, value }: WrittenName,
  move: PlannedMove,
): DatasetNameMatch | undefined {
  const found = (side: 'old' | 'new') =>
    move.fullNames.find(pair => {
      const name = pathStem(side === 'old' ? pair.from : pair.to);
      return (
        value.startsWith(name) &&
        /^(?:$|\/)/.test(isPath(pair.from) ? value.slice(name.length) : '') &&
        (isPath(pair.from) || value === name)
      );
    });
  const old = found('old');
  const isNew = found('new');
  const oldIsLonger =
    old && isNew && pathStem(old.from).length > pathStem(isNew.to).length;
  if (isNew && !oldIsLonger) {
    return { kind: 'dataset', move, side: 'new', edits: [] };
  }
  if (!old) {
    return undefined;
  }
  const end = start + pathStem(old.from).length;
  const cause = `${move.path}.to.names`;
  const edits = [{ start, end, text: pathStem(old.to), cause }];
  return { kind: 'dataset', move, side: 'old', edits };
}

function isPath(name: string): boolean {
  return name.includes('/');
}

function matchTableName(
  { start, value }: WrittenName,
  moves: PlannedMove[],
  dialect: SqlDialect,
): DatasetNameMatch {
  const scheme = /^[a-z]+:\/\//i.exec(value)?.[0].length ?? 0;
  const wholly = /^`[^`]*`$/.test(value);
  const parts = [...value.slice(scheme).matchAll(/[^.:/`]+/g)].map(match => ({
    name: match[0],
    quoted: false,
    start: start + scheme + match.index,
    end: start + scheme + match.index + match[0].length,
  }));
  if (!parts.length || (value.includes('/') && !scheme)) {
    return { kind: 'other' };
  }
  const match = matchTable({ parts, moves, dialect, isMasked: () => false });
  if (match.kind !== 'dataset') {
    return match;
  }
  const { move, side } = match.use;
  const cause = `${move.path}.to.names`;
  const renamed = match.use.parts.filter(({ part, to }) => part.name !== to);
  return {
    kind: 'dataset',
    move,
    side,
    edits: renamed.map(({ part, to }) => ({
      ...(wholly || dialect.platform === 'bigquery'
        ? { start: part.start, end: part.end, text: to }
        : replaceName(part, to, dialect)),
      cause,
    })),
  };
}
