import {
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import type { Span } from '../edits/Edit';
import { parseTemplate } from '../dbt/parseTemplate';
import { findReadTables, isQualifier } from '../sql/findReadTables';
import { matchTable } from '../sql/resolve/matchTable';
import type { TableUse } from '../sql/resolve/uses';
import { renameTable } from '../sql/rules/renameTable';
import { childOf, type SyntaxNode } from '../syntax/loadSyntaxParser';
import { startsLikeSql } from '../embedded/analyzeEmbeddedSql';
import { WRITES } from './explainPlace';
import { findReadConstants } from './findReadConstants';
import type { ParsedPython } from './parsePython';
import { findTextRoot, readText, type PythonText } from './readText';

/** The whole name, perhaps with a colon behind the project. */
const NAME = /^(?:[\w-]+[.:])+[\w-]+$/;

/** What a part of a statement begins with: a clause, a query in parentheses, a common table expression. */
const FRAGMENT =
  /^\s*(?:from\b|(?:(?:left|right|full|inner|cross|outer)\s+)*join\b|union\s+(?:all\s+|distinct\s+)?select\b|,?\s*[\w`"]+\s+as\s*\(\s*select\b|\(\s*(?:select|with)\b)/i;

/**
 * Replaces whole names of datasets of which no column changes, where the rest of the code need not be understood: behind
 * FROM or JOIN of SQL that is put together, and in a string that is the name alone and is handed to something that does
 * not write.
 */
export function replaceWholeNames(
  python: ParsedPython,
  settled: (text: Span) => boolean,
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
      .map(literal => findTextRoot(literal, text)),
  );
  const texts = [...roots].map(root => readText(root, text));
  const fragments = texts.filter(({ masked }) => isFragment(masked));
  for (const constant of findReadConstants(fragments, python, options)) {
    if (settled(constant)) {
      continue;
    }
    analysis.edits.push(...constant.edits);
    analysis.known.push(constant);
    if (constant.side === 'old') {
      analysis.references.push(constant);
    }
  }
  for (const read of texts) {
    if (settled(read) || !mentions.concerns(text.slice(read.start, read.end))) {
      continue;
    }
    const isWhole = startsLikeSql(read.masked) && !read.holes.length;
    const uses = isFragment(read.masked)
      ? findInSql(read, options).filter(use => isWhole || !qualifies(use, text))
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

/** Whether another part of the statement may have the name in front of a column. */
function qualifies(
  { implicitName, newImplicitName }: TableUse,
  text: string,
): boolean {
  return implicitName !== newImplicitName && isQualifier(implicitName, text);
}

function isFragment(masked: string): boolean {
  return startsLikeSql(masked) || FRAGMENT.test(masked);
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
