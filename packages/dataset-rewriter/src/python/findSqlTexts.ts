import type { RelationCall } from '../dbt/findRelationCalls';
import type { EmbeddedSql } from '../embedded/analyzeEmbeddedSql';
import { startsLikeSql } from '../embedded/analyzeEmbeddedSql';
import type { AnalyzeFileOptions } from '../files/FileAnalysis';
import type { FrameRead } from '../frames/Frame';
import { matchDatasetName } from '../frames/matchDatasetName';
import type { SyntaxNode } from '../syntax/loadSyntaxParser';
import { commentInPython } from './commentInPython';
import { createAddedTextFinder } from './createAddedTextFinder';
import { findOpenHole } from './findOpenHole';
import type { ParsedPython } from './parsePython';
import { resolveString } from './plainString';
import { findTextRoot, readText, type PythonText } from './readText';

/** SQL that a program holds in one string, or puts together from several. */
export interface SqlText {
  node: SyntaxNode;
  literals: SyntaxNode[];
  sql: EmbeddedSql;
  /** Datasets that are put into it from constants. */
  reads: FrameRead[];
}

/** Finds all SQL of a file that may concern the contract. */
export function findSqlTexts(
  python: ParsedPython,
  options: AnalyzeFileOptions,
): SqlText[] {
  const { text, mentions } = options;
  const roots = new Set(
    python.strings
      .filter(({ parent }) => parent?.type !== 'expression_statement')
      .map(literal => findTextRoot(literal, text)),
  );
  const findAddedText = createAddedTextFinder(python, mentions);
  return [...roots].flatMap(root => {
    const read = readText(root, text);
    const written = text.slice(root.start, root.end);
    if (!startsLikeSql(read.masked)) {
      return [];
    }
    const found = describeSql(read, python, options, findAddedText);
    return found.reads.length || mentions.concerns(written) ? [found] : [];
  });
}

function describeSql(
  read: PythonText,
  python: ParsedPython,
  options: AnalyzeFileOptions,
  findAddedText: (root: SyntaxNode) => string | undefined,
): SqlText {
  const { moves, dialect, mentions } = options;
  const relations = new Map<string, RelationCall>();
  const reads: FrameRead[] = [];
  let problem = read.problem;
  const open = new Set<string>();
  for (const { identifier, value } of read.holes) {
    const name = resolveString(value, python);
    const match = name && matchDatasetName(name, moves, dialect);
    if (value && name && match?.kind === 'dataset') {
      const { move, side, edits } = match;
      const { start, end } = value;
      const holder = { start: name.start, end: name.end };
      reads.push({ start, end, move, side, holder, edits, library: 'sql' });
      relations.set(identifier, describeRelation(reads[reads.length - 1]));
    } else if (name) {
      const [named] = [mentions.findColumns, mentions.findNames].flatMap(find =>
        find(name.value),
      );
      problem ??=
        named && `What is put into the statement names ${named.name}.`;
    } else {
      open.add(identifier);
    }
  }
  const openHole = open.size && findOpenHole(read.masked, open, dialect);
  if (openHole) {
    problem ??=
      'The string is put together with others, so that the whole statement is not known.';
  }
  problem ??= findAddedText(read.node);
  return {
    node: read.node,
    literals: read.literals,
    reads,
    sql: {
      start: read.start,
      end: read.end,
      masked: read.masked,
      interpolations: new Set(read.holes.map(({ identifier }) => identifier)),
      relations,
      problem,
      comment: (use, barriers) =>
        commentInPython({
          use,
          barriers,
          literals: read.literals,
          python,
          options,
        }),
    },
  };
}

/** A constant stands for its table as a call of dbt does. */
function describeRelation({ start, end, move, side }: FrameRead): RelationCall {
  const [pair] = move.tables;
  return {
    start,
    end,
    target: side,
    move,
    arguments: [],
    name: pair?.from.at(-1) ?? '',
    newName: pair?.to.at(-1),
    standsAlone: true,
  };
}
