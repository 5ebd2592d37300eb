import type { PlannedMove } from '../contract/planMoves';
import type { SqlDialect } from './parse/dialects';
import type { SqlToken } from './parse/parseScript';
import { matchTable } from './resolve/matchTable';
import type { NamePart, TableUse } from './resolve/uses';

interface FindReadTablesOptions {
  tokens: SqlToken[];
  /** The text that the tokens are of. */
  text: string;
  moves: PlannedMove[];
  dialect: SqlDialect;
  isMasked(name: string): boolean;
}

/** BigQuery's legacy SQL. */
const LEGACY = /\[((?:[\w-]+[:.])+[\w$-]+)\](?!\w)/y;
const PART = /(?:`[^`]*`|"[^"]*"|[\w$*-]+)(?=\.|$)/y;
/** In these, FROM has another meaning. */
const FUNCTION = /^(?:extract|trim|ltrim|rtrim|substring|overlay|position)$/i;

/**
 * Finds the datasets that are read by their whole name right behind FROM or JOIN, in text that does not parse. Only those
 * of which every column stays: what else the text says of them does not matter then.
 */
export function findReadTables(options: FindReadTablesOptions): TableUse[] {
  const { tokens, text, moves, dialect, isMasked } = options;
  const opened: number[] = [];
  const found: TableUse[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'L_PAREN') {
      opened.push(index);
    } else if (token.type === 'R_PAREN') {
      opened.pop();
    } else if (readsTable(tokens, index, opened.at(-1))) {
      const parts = readParts(tokens, index + 1, text);
      const match = matchTable({ parts, moves, dialect, isMasked });
      if (match.kind === 'dataset' && isReadWhole(match.use, text)) {
        found.push(match.use);
      }
    }
  }
  return found;
}

function readsTable(
  tokens: SqlToken[],
  index: number,
  opener: number | undefined,
): boolean {
  const word = tokens[index].text.toUpperCase();
  const before = tokens[index - 1]?.text.toUpperCase() ?? '';
  const holder = opener === undefined ? '' : tokens[opener - 1]?.text ?? '';
  return (
    tokens[index].end - tokens[index].start === word.length &&
    (word === 'JOIN' ||
      (word === 'FROM' &&
        !/^(?:DELETE|DISTINCT)$/.test(before) &&
        !FUNCTION.test(holder)))
  );
}

/** The parts of the name that begins at a token; none where it is not a name alone. */
function readParts(
  tokens: SqlToken[],
  first: number,
  text: string,
): NamePart[] {
  let last = first;
  while (
    tokens[last + 1] &&
    tokens[last + 1].start === tokens[last].end &&
    !/^(?:L_PAREN|R_PAREN|COMMA)$/.test(tokens[last + 1].type)
  ) {
    last += 1;
  }
  const start = tokens[first]?.start ?? text.length;
  LEGACY.lastIndex = start;
  const [, legacy] = LEGACY.exec(text) ?? [];
  if (legacy !== undefined) {
    return [...legacy.matchAll(/[^:.]+/g)].map(({ 0: name, index }) => ({
      name,
      quoted: false,
      start: start + 1 + index,
      end: start + 1 + index + name.length,
    }));
  }
  const written = text.slice(start, tokens[last]?.end ?? start);
  const parts: NamePart[] = [];
  let at = 0;
  while (at < written.length) {
    PART.lastIndex = at;
    const [part] = PART.exec(written) ?? [];
    if (!part) {
      return [];
    }
    const quoted = /^[`"]/.test(part);
    parts.push({
      name: quoted ? part.slice(1, -1) : part,
      quoted,
      start: start + at,
      end: start + at + part.length,
    });
    at += part.length + 1;
  }
  const isCall = tokens[last + 1]?.type === 'L_PAREN';
  const isWhole = parts.length > 1 || parts[0]?.name.includes('.');
  return isWhole && !isCall ? parts : [];
}

/** Whether nothing but the name itself has to change. */
export function isReadWhole(
  { move, side, shard, implicitName, newImplicitName, parts }: TableUse,
  text: string,
): boolean {
  const renamed = parts.map(({ to }) => to).join('');
  return (
    move.sameColumns &&
    move.obstacle === undefined &&
    shard === undefined &&
    (side === 'new' ||
      implicitName === newImplicitName ||
      !isQualifier(implicitName, text)) &&
    !/["'`{}\\]/.test(renamed)
  );
}

/** Whether a text may qualify a column with a name; a name that is the end of a longer one does not count. */
export function isQualifier(name: string, text: string): boolean {
  const pattern = `(?<![\\w.\`"-])[\`"]?${escape(name)}[\`"]?\\s*\\.`;
  return new RegExp(pattern, 'i').test(text);
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
