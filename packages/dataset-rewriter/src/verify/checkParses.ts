import { planMoves, type PlannedMove } from '../contract/planMoves';
import { createSpanIndex } from '../edits/createSpanIndex';
import type { Span } from '../edits/Edit';
import { classifyFile, type FileKind } from '../files/classifyFile';
import { decodeFile } from '../files/decodeFile';
import { createLocator } from '../findings/locate';
import type { Grammar } from '../grammars/Grammar';
import { loadGrammars } from '../grammars/loadGrammars';
import { listDialects, type SqlDialect } from '../sql/parse/dialects';
import { matchPieces } from '../pieces/matchPieces';
import type { PieceGroup } from '../pieces/Pieces';
import { loadSqlParser } from '../sql/parse/parseScript';
import type { RewriteEvidence, VerifyRewriteOptions } from '../types';
import { translateMoves } from '../sql/translateMoves';
import { DEFAULT_FILE_LIMITS } from '../workers/FileLimits';
import { TimeLimitError, withinTime } from '../workers/withinTime';
import { findForeignChange } from './findForeignChange';
import { listModelPaths, pairMovedFiles } from './pairMovedFiles';

type ChangedFile = VerifyRewriteOptions['changed'][number];

interface Reader {
  moves: PlannedMove[];
  dialects: SqlDialect[];
  grammarOf(path: string): Grammar;
  /** What could not be parsed, before and after, and differs in whole names alone. */
  unparsed: Set<string>;
}

/** What is wrong with a file; `beyondNames` is where it differs in more than the contract speaks of. */
interface Problem {
  sentence: string;
  beyondNames?: string;
}

const HAVE_FRAMES = new Set<FileKind>(['python', 'notebook', 'scala', 'java']);

/** Whether every changed file parses, and differs in nothing that the contract does not speak of. */
export async function checkParses({
  contract,
  changed,
  entrustedFiles = [],
}: VerifyRewriteOptions): Promise<RewriteEvidence['parses']> {
  const moves = planMoves(contract);
  const differing = pairMovedFiles(changed, moves).filter(
    file => file.newPath !== undefined || !sameBytes(file),
  );
  await loadSqlParser();
  const reader: Reader = {
    moves,
    dialects: listDialects(contract),
    unparsed: new Set(),
    grammarOf: await loadGrammars(differing.map(({ path }) => path)),
  };
  const problems = differing.flatMap(file => {
    const problem = findProblem(file, reader);
    return problem ? [{ ...problem, path: file.path }] : [];
  });
  const isEntrusted = ({ path, beyondNames }: (typeof problems)[number]) =>
    beyondNames !== undefined && entrustedFiles.includes(path);
  const wrong = problems.filter(problem => !isEntrusted(problem));
  if (wrong.length) {
    return {
      status: 'failed',
      detail: wrong.map(({ sentence }) => sentence).join('; '),
    };
  }
  if (problems.length) {
    const places = problems.map(({ beyondNames }) => beyondNames).join(', ');
    return {
      status: 'notApplicable',
      detail: `${describeParsed(
        differing.length,
      )}; what else has changed than the contract's names is for people to read, where the rewriter could not: from ${places}`,
    };
  }
  const unknown = differing.filter(
    file => !sameBytes(file) && !reader.grammarOf(file.path).read,
  );
  if (unknown.length) {
    const paths = unknown.map(({ path }) => path).join(', ');
    return { status: 'notApplicable', detail: `No grammar for ${paths}` };
  }
  return differing.length
    ? {
        status: 'proved',
        detail: describeProof(differing.length, [...reader.unparsed]),
      }
    : { status: 'notApplicable', detail: 'No file has changed' };
}

function describeParsed(count: number): string {
  return count === 1 ? '1 changed file parses' : `${count} changed files parse`;
}

function describeProof(count: number, unparsed: string[]): string {
  const proof = `${describeParsed(
    count,
  )}, and nothing but the contract's names has changed`;
  return unparsed.length
    ? `${proof}; but for statements that did not parse before either, in which nothing but the dataset's name has changed: ${unparsed.join(
        ', ',
      )}`
    : proof;
}

/** One dialect of the contract in which nothing is wrong is enough. */
function findProblem(file: ChangedFile, reader: Reader): Problem | undefined {
  const { path, newPath } = file;
  const mayMove =
    newPath === undefined ||
    listModelPaths(path, reader.moves).includes(newPath);
  if (!mayMove) {
    return {
      sentence: `${path} was moved to ${newPath}, which the contract does not speak of`,
    };
  }
  if (sameBytes(file)) {
    return undefined;
  }
  let first: Problem | undefined;
  for (const dialect of reader.dialects) {
    const problem = findProblemInTime(file, reader, dialect);
    if (problem === undefined) {
      return undefined;
    }
    first ??= problem;
  }
  return first;
}

/** What cannot be looked at in time is not known to parse. */
function findProblemInTime(
  file: ChangedFile,
  reader: Reader,
  dialect: SqlDialect,
): Problem | undefined {
  try {
    return withinTime(DEFAULT_FILE_LIMITS.milliseconds, () =>
      findProblemInDialect(file, reader, dialect),
    );
  } catch (error) {
    if (error instanceof TimeLimitError) {
      return { sentence: `${file.path}: ${error.message}` };
    }
    throw error;
  }
}

function findProblemInDialect(
  file: ChangedFile,
  { moves, grammarOf, unparsed }: Reader,
  dialect: SqlDialect,
): Problem | undefined {
  const { path } = file;
  if (!file.before || !file.after) {
    return {
      sentence: `${path}: the file was ${file.after ? 'added' : 'removed'}`,
    };
  }
  const before = decodeFile(file.before);
  const after = decodeFile(file.after);
  if ('problem' in before || 'problem' in after) {
    return {
      sentence: `${path}: ${
        'problem' in after ? after.problem : 'the file could not be read before'
      }`,
    };
  }
  const grammar = grammarOf(path);
  const reading = grammar.read?.(after.text, dialect);
  const left =
    reading?.problem === undefined
      ? []
      : findSameUnparsed(before.text, after.text, { grammar, dialect, moves });
  if (!left) {
    return { sentence: `${path} does not parse: ${reading?.problem}` };
  }
  const was = grammar.read?.(before.text, dialect);
  const changeable = createSpanIndex(
    was?.changeable ?? [{ start: 0, end: before.text.length }],
  );
  const pieces = createSpanIndex(listOldPieces(was?.pieces, moves, dialect));
  const repeats = grammar.findRepeats?.(before.text, after.text, moves) ?? [];
  const foreign = findForeignChange({
    before: before.text,
    after: without(after.text, repeats),
    moves: translateMoves(moves, dialect),
    mayChange: offset =>
      changeable.overlaps({ start: offset, end: offset + 1 }),
    standsAlone: offset =>
      grammar.partsStandAlone === true ||
      pieces.overlaps({ start: offset, end: offset + 1 }),
    frameDialect: HAVE_FRAMES.has(classifyFile(path)) ? dialect : undefined,
  });
  const locate = createLocator(after.text);
  if (!foreign) {
    left.forEach(({ start }) => unparsed.add(`${path}:${locate(start).line}`));
    return undefined;
  }
  const { line, text } = locate(foreign.offset);
  return {
    sentence: `${path}:${line} differs in more than the contract's names: ${text}`,
    beyondNames: `${path}:${line}`,
  };
}

interface FindSameUnparsedOptions {
  grammar: Grammar;
  dialect: SqlDialect;
  moves: PlannedMove[];
}

/** The statements that do not parse, if they did not before and differ in names of datasets alone; absent otherwise. */
function findSameUnparsed(
  before: string,
  after: string,
  { grammar, dialect, moves }: FindSameUnparsedOptions,
): Span[] | undefined {
  const was = grammar.read?.(before, dialect);
  const changeable = createSpanIndex(was?.changeable ?? []);
  const old = was?.unparsed ?? [];
  const now = grammar.read?.(after, dialect).unparsed ?? [];
  const names = moves.map(move => ({
    ...move,
    fields: new Map(),
    rows: undefined,
  }));
  const isSame = now.every(
    ({ start, end }, index) =>
      old[index] &&
      !findForeignChange({
        before: before.slice(old[index].start, old[index].end),
        after: after.slice(start, end),
        moves: names,
        mayChange: at =>
          changeable.overlaps({
            start: old[index].start + at,
            end: old[index].start + at + 1,
          }),
        standsAlone: () => false,
      }),
  );
  return now.length && old.length === now.length && isSame ? now : undefined;
}

/** Where the pieces stand that together name an old dataset. */
function listOldPieces(
  groups: PieceGroup[] = [],
  moves: PlannedMove[],
  dialect: SqlDialect,
): Span[] {
  return groups.flatMap(group => {
    const match = matchPieces(group, moves, dialect);
    return match.kind === 'dataset'
      ? match.use.parts.map(({ part: { start, end } }) => ({ start, end }))
      : [];
  });
}

function without(text: string, spans: Span[]): string {
  let position = 0;
  const kept = spans.map(({ start, end }) => {
    const part = text.slice(position, start);
    position = end;
    return part;
  });
  return [...kept, text.slice(position)].join('');
}

function sameBytes({ before, after }: ChangedFile): boolean {
  return (
    before !== undefined &&
    after !== undefined &&
    before.byteLength === after.byteLength &&
    before.every((byte, index) => byte === after[index])
  );
}
