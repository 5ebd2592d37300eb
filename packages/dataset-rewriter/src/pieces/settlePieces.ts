import type { Span } from '../edits/Edit';
import {
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import type { TableUse } from '../sql/resolve/uses';
import { matchPieces } from './matchPieces';
import type { PieceEntry, PlacedPieces } from './Pieces';

interface SettlePiecesOptions {
  pieces: PlacedPieces[];
  /** Why a dataset whose columns change is left; absent where nothing reads one of them. */
  columnObstacle: string | undefined;
  /** Where a constant is used; absent where none can move. */
  usesOf?(name: string): Span[];
}

/** What means the same in quotation marks and without them, in every format. */
const PLAIN = /^[A-Za-z_][\w$-]*$/;
const RESERVED = /^(?:true|false|null|none|yes|no|on|off)$/i;

interface Settled extends PlacedPieces {
  use: TableUse;
  problem?: string;
}

/** Replaces tables that are named in pieces: all pieces of one, or none. */
export function settlePieces(
  { pieces, columnObstacle, usesOf }: SettlePiecesOptions,
  { moves, dialect }: AnalyzeFileOptions,
): FileAnalysis {
  const analysis = emptyAnalysis();
  const settled: Settled[] = [];
  for (const placed of pieces) {
    const match = matchPieces(placed.group, moves, dialect);
    if (match.kind === 'unproved') {
      analysis.drafts.push(leave(placed, match.message));
      analysis.known.push(...spansOf(placed));
    } else if (match.kind === 'dataset') {
      analysis.known.push(...spansOf(placed));
      settled.push({
        ...placed,
        use: match.use,
        problem: findProblem(placed, match.use, columnObstacle),
      });
    }
  }
  leaveShared(settled, usesOf);
  for (const one of settled.filter(({ use }) => use.side === 'old')) {
    analysis.references.push(spanOf(one.group.table));
    if (one.problem !== undefined) {
      analysis.drafts.push(leave(one, one.problem));
    } else {
      const edits = editsOf(one.use);
      analysis.edits.push(...edits);
      analysis.known.push(...edits);
    }
  }
  return analysis;
}

function leave({ group: { table } }: PlacedPieces, message: string) {
  return { kind: 'unproved' as const, start: table.start, message };
}

function findProblem(
  { group, obstacle, readsNoColumn }: PlacedPieces,
  { move, shard, parts }: TableUse,
  columnObstacle: string | undefined,
): string | undefined {
  const renamed = parts.filter(({ part, to }) => part.name !== to);
  const replacement = move.tables[0]?.to.join('.') ?? 'the replacement';
  if (obstacle !== undefined) {
    return obstacle.replaceAll('{new}', replacement);
  }
  if (move.obstacle !== undefined) {
    return move.obstacle;
  }
  if (shard !== undefined) {
    return `The table is one of many shards, and ${replacement} is one table that holds them all. Migrate it by hand.`;
  }
  if (!move.sameColumns && !readsNoColumn && columnObstacle !== undefined) {
    return columnObstacle;
  }
  if (
    group.sharesProject &&
    renamed.some(({ part }) => isIn(part, group.project))
  ) {
    return 'The project stands for other tables too, which stay. Migrate it by hand.';
  }
  return renamed.some(({ to }) => !PLAIN.test(to) || RESERVED.test(to))
    ? `${replacement} cannot be written in these pieces. Migrate it by hand.`
    : undefined;
}

/** A constant moves only when all that use it move alike; what is left may leave others. */
function leaveShared(
  settled: Settled[],
  usesOf: SettlePiecesOptions['usesOf'],
) {
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false;
    const moving = settled.filter(({ problem }) => problem === undefined);
    const changes = new Map(moving.flatMap(listChanges));
    for (const one of moving) {
      const held = entriesOf(one).find(({ written }) => {
        const { constant } = written ?? {};
        const change = constant && changes.get(constant.start);
        return (
          constant &&
          change &&
          !usesOf?.(constant.name).every(
            ({ start }) => changes.get(start) === change,
          )
        );
      });
      if (held?.written?.constant) {
        one.problem = `${held.written.constant.name} holds a part of the name, and is used elsewhere too. Migrate them together by hand.`;
        hasChanged = true;
      }
    }
  }
}

/** What becomes of each constant, by where it is used; empty when it stays. */
function listChanges(one: Settled): [number, string][] {
  return entriesOf(one).flatMap((entry): [number, string][] => {
    const { constant } = entry.written ?? {};
    const changes = one.use.parts
      .filter(({ part, to }) => part.name !== to && isIn(part, entry))
      .map(({ part, to }) => `${part.start} ${to}`);
    return constant ? [[constant.start, changes.join()]] : [];
  });
}

function editsOf({ parts, move }: TableUse): FileAnalysis['edits'] {
  return parts
    .filter(({ part, to }) => part.name !== to)
    .map(({ part: { start, end }, to }) => ({
      start,
      end,
      text: to,
      cause: `${move.path}.to.names`,
    }));
}

function entriesOf({
  group: { project, schema, table },
}: PlacedPieces): PieceEntry[] {
  return [project, schema, table].flatMap(entry => entry ?? []);
}

function spansOf(placed: PlacedPieces): Span[] {
  return entriesOf(placed).map(spanOf);
}

function spanOf({ written, start }: PieceEntry): Span {
  return written?.constant || !written
    ? { start, end: start + 1 }
    : { start: written.start, end: written.end };
}

function isIn({ start, end }: Span, entry: PieceEntry | undefined): boolean {
  return (
    entry?.written !== undefined &&
    entry.written.start <= start &&
    end <= entry.written.end
  );
}
