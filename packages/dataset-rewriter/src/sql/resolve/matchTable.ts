import type { PlannedMove, TablePair } from '../../contract/planMoves';
import type { SqlDialect } from '../parse/dialects';
import type { NamePart, TableUse } from './uses';

/** What a table name turned out to be: a dataset, perhaps one, or another table. */
export type TableMatch =
  | { kind: 'dataset'; use: TableUse }
  | { kind: 'unproved'; move: PlannedMove; message: string }
  | { kind: 'other' };

interface MatchTableOptions {
  parts: NamePart[];
  moves: PlannedMove[];
  dialect: SqlDialect;
  /** Whether an identifier stands for something that is only known when the code runs. */
  isMasked(name: string): boolean;
}

interface Piece {
  name: string;
  quoted: boolean;
  /** Which identifier holds it: `a.b` in one pair of backticks is one identifier of two pieces. */
  index: number;
}

/** Compares a table name with the names of the contract. */
export function matchTable(options: MatchTableOptions): TableMatch {
  const pieces = splitParts(options.parts, options.dialect);
  const matches = options.moves.flatMap(move =>
    move.tables.map(pair => ({
      isPattern: pair.from.at(-1)?.endsWith('*') ?? false,
      match: matchPair(pieces, pair, move, options),
    })),
  );
  const found =
    matches.find(
      ({ isPattern, match }) => match.kind === 'dataset' && !isPattern,
    ) ??
    matches.find(({ match }) => match.kind === 'dataset') ??
    matches.find(({ match }) => match.kind === 'unproved');
  return found?.match ?? { kind: 'other' };
}

function splitParts(parts: NamePart[], dialect: SqlDialect): Piece[] {
  return parts.flatMap(({ name, quoted }, index) => {
    const together = quoted && dialect.platform === 'bigquery';
    return (together ? name.split('.') : [name]).map(piece => ({
      name: piece,
      quoted,
      index,
    }));
  });
}

function matchPair(
  pieces: Piece[],
  pair: TablePair,
  move: PlannedMove,
  { parts, dialect, isMasked }: MatchTableOptions,
): TableMatch {
  const isUnknownLead = (piece: Piece, leads: boolean) =>
    leads && isMasked(piece.name);
  if (!samePieces(pieces, pair.from, dialect, isUnknownLead)) {
    if (
      samePieces(pieces, pair.to, dialect, isUnknownLead) &&
      isWhole(pieces, pair.to)
    ) {
      return { kind: 'dataset', use: toUse(parts, pieces, move, 'new') };
    }
    if (mayBe(pieces, pair.from, dialect, isMasked)) {
      return {
        kind: 'unproved',
        move,
        message: `Where ${
          pieces[pieces.length - 1].name
        } lies is only known when the code runs, so it may be ${pair.from.join(
          '.',
        )}. Migrate it by hand if it is.`,
      };
    }
    return differsInCase(pieces, pair.from, dialect)
      ? {
          kind: 'unproved',
          move,
          message: `This name differs from ${pair.from.join(
            '.',
          )} in case only, and case counts here. Migrate it by hand if it is the same table.`,
        }
      : { kind: 'other' };
  }
  const name = pair.from.join('.');
  const unproved = (message: string): TableMatch => ({
    kind: 'unproved',
    move,
    message,
  });
  if (pieces.length > pair.from.length) {
    return unproved(
      `This name has more parts than ${name}, so it may be another table. Write the table as ${name}, or migrate it by hand.`,
    );
  }
  if (!isWhole(pieces, pair.from)) {
    return pair.from.at(-1) === pair.to.at(-1)
      ? { kind: 'other' }
      : unproved(
          `This name leaves out everything but its last part, so it may be a table other than ${name}. Write ${name}, or migrate it by hand.`,
        );
  }
  const omitted =
    pair.from.length - pieces.length + maskedCount(pieces, isMasked);
  const to = pair.to.slice(-pieces.length);
  const sameLead =
    pair.from.slice(0, omitted).join('.') ===
    pair.to
      .slice(0, pair.to.length - pieces.length + maskedCount(pieces, isMasked))
      .join('.');
  if (omitted > 0 && !sameLead) {
    return unproved(
      `This name leaves out the first part of ${name}, and ${pair.to.join(
        '.',
      )} lies elsewhere. Write the full name.`,
    );
  }
  if (to.length < pieces.length) {
    return unproved(
      `${name} cannot be replaced in place, since ${pair.to.join(
        '.',
      )} has fewer parts. Replace it by hand.`,
    );
  }
  const use = toUse(
    parts,
    pieces,
    move,
    'old',
    renamePieces(pieces, pair, to, dialect, isMasked),
  );
  return { kind: 'dataset', use: { ...use, shard: shardOf(pieces, pair) } };
}

/** What stands for the `*` of a sharded table whose replacement is one table. */
function shardOf(pieces: Piece[], { from, to }: TablePair): string | undefined {
  const wanted = from.at(-1) ?? '';
  const name = pieces.at(-1)?.name ?? '';
  return wanted.endsWith('*') && !to.at(-1)?.endsWith('*')
    ? name.slice(wanted.length - 1)
    : undefined;
}

/** What stands for a value that is put in: an identifier of the mask, or a placeholder inside of quotes. */
const PLACEHOLDER = /[{}$%@<>]/;

/** Whether the schema is put in when the code runs, and all that is written is the dataset's name. */
function mayBe(
  pieces: Piece[],
  name: string[],
  dialect: SqlDialect,
  isMasked: (name: string) => boolean,
): boolean {
  const [schema, last] = pieces.slice(-2);
  const isPutIn = (piece: Piece) =>
    isMasked(piece.name) || PLACEHOLDER.test(piece.name);
  return (
    Math.min(pieces.length, name.length) > 1 &&
    isPutIn(schema) &&
    !isPutIn(last) &&
    samePieces(pieces, name, dialect, isPutIn)
  );
}

function differsInCase(
  pieces: Piece[],
  name: string[],
  dialect: SqlDialect,
): boolean {
  const insensitive: SqlDialect = { ...dialect, tableCase: 'insensitive' };
  return (
    isWhole(pieces, name) && samePieces(pieces, name, insensitive, () => false)
  );
}

/** One part is enough only when the contract's name has but one. */
function isWhole(pieces: Piece[], name: string[]): boolean {
  return pieces.length >= Math.min(2, name.length);
}

function maskedCount(pieces: Piece[], isMasked: (name: string) => boolean) {
  return pieces.length > 1 && isMasked(pieces[0].name) ? 1 : 0;
}

/** Compares as many pieces as there are from the right; those that may be anything are the same. */
function samePieces(
  pieces: Piece[],
  name: string[],
  dialect: SqlDialect,
  isAny: (piece: Piece, leads: boolean) => boolean,
): boolean {
  const length = Math.min(pieces.length, name.length);
  return pieces.slice(-length).every((piece, index) => {
    const wanted = name[name.length - length + index];
    const isLast = index === length - 1;
    if (isLast && wanted.endsWith('*') && piece.name !== wanted) {
      return piece.name
        .toLowerCase()
        .startsWith(wanted.slice(0, -1).toLowerCase());
    }
    const leads = index === 0 && pieces.length === length && length > 2;
    return sameName(piece, wanted, dialect) || isAny(piece, leads);
  });
}

function sameName(piece: Piece, wanted: string, dialect: SqlDialect): boolean {
  if (piece.name === wanted) {
    return true;
  }
  if (dialect.tableCase === 'sensitive') {
    return false;
  }
  return piece.quoted && dialect.fold !== 'none'
    ? piece.name === fold(wanted, dialect)
    : piece.name.toLowerCase() === wanted.toLowerCase();
}

function fold(name: string, dialect: SqlDialect): string {
  return dialect.fold === 'upper' ? name.toUpperCase() : name.toLowerCase();
}

function renamePieces(
  pieces: Piece[],
  pair: TablePair,
  to: string[],
  dialect: SqlDialect,
  isMasked: (name: string) => boolean,
): string[] {
  const from = pair.from.slice(-pieces.length);
  return pieces.map((piece, index) => {
    if (index === 0 && pieces.length > 2 && isMasked(piece.name)) {
      return piece.name;
    }
    const wanted = from[index];
    if (wanted.endsWith('*') && to[index].endsWith('*')) {
      return to[index].slice(0, -1) + piece.name.slice(wanted.length - 1);
    }
    if (from[index] === to[index]) {
      return piece.name;
    }
    if (wanted.endsWith('*')) {
      return to[index];
    }
    const folded =
      piece.quoted && piece.name !== wanted && dialect.fold !== 'none';
    return folded ? fold(to[index], dialect) : to[index];
  });
}

function toUse(
  parts: NamePart[],
  pieces: Piece[],
  move: PlannedMove,
  side: TableUse['side'],
  renamed: string[] = [],
): TableUse {
  const last = pieces[pieces.length - 1].name;
  return {
    move,
    side,
    start: parts[0].start,
    end: parts[parts.length - 1].end,
    parts: renamed.length
      ? parts.map((part, index) => ({
          part,
          to: renamed.filter((_, i) => pieces[i].index === index).join('.'),
        }))
      : [],
    implicitName: last,
    newImplicitName: renamed.at(-1) ?? last,
  };
}
