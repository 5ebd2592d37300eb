import {
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import { parseTemplate } from '../dbt/parseTemplate';
import { findReadTables } from '../sql/findReadTables';
import { matchTable } from '../sql/resolve/matchTable';
import type { TableUse } from '../sql/resolve/uses';
import { renameTable } from '../sql/rules/renameTable';
import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';
import { startsLikeSql } from '../embedded/analyzeEmbeddedSql';
import type { ParsedPython } from './parsePython';
import { findTextRoot, readText, type PythonText } from './readText';

/** What hints that a name is written to. */
const WRITES =
  /write|insert|load|dest|target|output|sink|save|creat|delet|drop|truncat|remov|copy|outlet|append|updat|upsert|merge|put|export|to_gbq|to_sql|exist|^(?:rm|mk|cp)$/i;

/** The whole name, perhaps with a colon behind the project. */
const NAME = /^(?:[\w-]+[.:])+[\w-]+$/;

/**
 * Replaces whole names of datasets of which no column changes, where the rest of the code need not be understood: behind
 * FROM or JOIN of SQL that is put together, and in a string that is the name alone and is handed to something that does
 * not write.
 */
export function replaceWholeNames(
  python: ParsedPython,
  settled: (text: PythonText) => boolean,
  options: AnalyzeFileOptions,
): FileAnalysis {
  const { text, moves, dialect, mentions } = options;
  const analysis = emptyAnalysis();
  if (!moves.some(({ sameColumns }) => sameColumns)) {
    return analysis;
  }
  const roots = new Set(
    python.strings
      .filter(({ parent }) => parent?.type !== 'expression_statement')
      .filter(({ start, end }) => mentions.concerns(text.slice(start, end)))
      .map(literal => findTextRoot(literal, text)),
  );
  for (const root of roots) {
    const read = readText(root, text);
    if (settled(read)) {
      continue;
    }
    const uses = startsLikeSql(read.masked)
      ? findInSql(read, options)
      : findWholeName(read, text, options);
    for (const use of uses) {
      const span = { start: use.start, end: use.end };
      analysis.edits.push(...renameTable(use, dialect));
      analysis.known.push(span);
      if (use.side === 'old') {
        analysis.references.push(span);
      }
    }
  }
  return analysis;
}

function findInSql(
  { start, masked, holes }: PythonText,
  { moves, dialect }: AnalyzeFileOptions,
): TableUse[] {
  const names = new Set(holes.map(({ identifier }) => identifier));
  const [{ script, jinja }] = parseTemplate(masked, dialect).ways;
  return findReadTables({
    tokens: script.statements.flatMap(({ tokens }) => tokens),
    text: jinja.text,
    moves,
    dialect,
    isMasked: name => names.has(name) || jinja.names.has(name),
  }).map(use => moveUse(use, start));
}

function findWholeName(
  { node, start, masked, holes, problem }: PythonText,
  text: string,
  { moves, dialect }: AnalyzeFileOptions,
): TableUse[] {
  const name = masked.trim();
  if (problem !== undefined || !NAME.test(name) || mayWrite(node, text)) {
    return [];
  }
  const first = start + masked.indexOf(name);
  const parts = [...name.matchAll(/[^.:]+/g)].map(({ 0: part, index }) => ({
    name: part,
    quoted: false,
    start: first + index,
    end: first + index + part.length,
  }));
  const isMasked = (part: string) => holes.some(h => h.identifier === part);
  const match = matchTable({ parts, moves, dialect, isMasked });
  return match.kind === 'dataset' &&
    match.use.move.sameColumns &&
    match.use.move.obstacle === undefined &&
    match.use.shard === undefined &&
    match.use.parts.every(({ to }) => /^[\w-]+$/.test(to))
    ? [match.use]
    : [];
}

/** Only an argument of a call, or one of a list that is an argument, whose names say nothing of writing. */
function mayWrite(node: SyntaxNode, text: string): boolean {
  let at = node.parent;
  while (
    at &&
    /^(?:list|tuple|keyword_argument|argument_list)$/.test(at.type)
  ) {
    const words = at.children
      .filter(({ type, field }) => type === 'string' || field === 'name')
      .map(child => text.slice(child.start, child.end).replace(/["']/g, ''));
    if (words.some(word => WRITES.test(word) && !word.includes('.'))) {
      return true;
    }
    at = at.parent;
  }
  const callee = at?.type === 'call' ? childOf(at, 'function') : undefined;
  return !callee || WRITES.test(text.slice(callee.start, callee.end));
}

function moveUse(use: TableUse, by: number): TableUse {
  return {
    ...use,
    start: use.start + by,
    end: use.end + by,
    parts: use.parts.map(({ part, to }) => ({
      to,
      part: { ...part, start: part.start + by, end: part.end + by },
    })),
  };
}
