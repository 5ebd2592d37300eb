import type { Parser } from 'web-tree-sitter';
import { overlaps, type Span } from '../edits/Edit';
import {
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import { commentAbove } from '../findings/commentAbove';
import { describeDecision } from '../findings/describeDecision';
import { analyzeSqlText } from '../sql/analyzeSqlText';
import type { ColumnUse } from '../sql/resolve/uses';
import type { Edit } from '../types';
import { maskLiteral } from './maskLiteral';
import { parsePython, type ParsedPython, type PythonNode } from './parsePython';

const SQL_START =
  /^\s*(?:--[^\n]*\n\s*|\/\*[^]*?\*\/\s*|\{[{%#][^]*?[}%#]\}\s*)*(?:select|with|insert|create|merge|update|delete|export|declare|begin|truncate|drop|alter)\b/i;

/** Analyses Python: SQL in string literals is rewritten like SQL, the rest is only looked through. */
export function analyzePythonFile(
  options: AnalyzeFileOptions,
  parser: Parser,
): FileAnalysis {
  const { text, mentions } = options;
  const python = parsePython(parser, text);
  const analysis = emptyAnalysis();
  analysis.prose.push(
    ...python.comments,
    ...python.strings.filter(
      ({ parent }) => parent?.type === 'expression_statement',
    ),
  );
  if (!python.parses) {
    analysis.reasons.push(
      ...reasonsFor(
        text,
        'The file does not parse as Python. Migrate it by hand.',
      ),
    );
    return analysis;
  }
  for (const literal of python.strings) {
    const written = text.slice(literal.start, literal.end);
    if (mentions.concerns(written) && !analysis.prose.includes(literal)) {
      addLiteral(analysis, literal, python, options);
    }
  }
  analysis.reasons.push(
    ...reasonsFor(
      text,
      'Only SQL in string literals is rewritten in Python, and what reads the dataset here is not SQL. Migrate it by hand.',
    ),
  );
  return analysis;
}

function addLiteral(
  analysis: FileAnalysis,
  literal: PythonNode,
  python: ParsedPython,
  options: AnalyzeFileOptions,
) {
  const masked = maskLiteral(literal, options.text);
  if (!SQL_START.test(masked.text)) {
    return;
  }
  const place = { start: literal.start, end: literal.end };
  const problem = masked.problem ?? findPlaceProblem(literal);
  if (problem !== undefined) {
    analysis.reasons.push({
      ...place,
      kind: 'unproved',
      message: `${problem} Migrate it by hand.`,
    });
    return;
  }
  const { start, end } = literal;
  const { text } = options;
  const full =
    text.slice(0, start).replace(/[^\r\n]/g, ' ') +
    masked.text +
    text.slice(end).replace(/[^\r\n]/g, ' ');
  const found = analyzeSqlText({
    ...options,
    masked: full,
    interpolations: masked.interpolations,
    comment: (use, barriers) =>
      commentInPython({ use, barriers, literal, python, options }),
  });
  analysis.edits.push(...found.edits);
  analysis.drafts.push(...found.drafts);
  analysis.known.push(...found.known);
  analysis.references.push(...found.references);
  analysis.prose.push(...found.prose.filter(span => overlaps(span, place)));
  analysis.reasons.push(
    ...found.reasons.map(reason => ({
      ...reason,
      start: Math.max(start, reason.start),
      end: Math.min(end, reason.end),
    })),
  );
}

/** A string that is only a part of a statement proves nothing. */
function findPlaceProblem({ parent }: PythonNode): string | undefined {
  const joins = parent?.type === 'binary_operator' && parent.operator !== '%';
  if (joins || parent?.type === 'augmented_assignment') {
    return 'The string is put together with others, so that the whole statement is not known.';
  }
  return undefined;
}

interface CommentInPythonOptions {
  use: ColumnUse;
  barriers: Span[];
  literal: PythonNode;
  python: ParsedPython;
  options: AnalyzeFileOptions;
}

/** Inside of the string where the line of the use is wholly inside, else above the line where the string starts. */
function commentInPython({
  use,
  barriers,
  literal,
  python,
  options: { text, guide },
}: CommentInPythonOptions): Edit[] {
  const message = describeDecision(use.field, guide);
  const shared = { text, cause: use.field.path };
  const pieces = literal.type === 'string' ? [literal] : literal.children;
  const piece =
    pieces.find(
      ({ start, end }) => start <= use.name.start && use.name.end <= end,
    ) ?? literal;
  const lineStart = text.lastIndexOf('\n', use.name.start - 1) + 1;
  if (
    lineStart > piece.start &&
    text.slice(piece.start, lineStart).includes('\n')
  ) {
    const inside = message.replace(/["'\\]/g, '’').replace(/[{}%]/g, '');
    return commentAbove({
      ...shared,
      offset: use.name.start,
      sign: '--',
      message: /^[rbuf]*["']{3}/i.test(text.slice(piece.start, piece.end))
        ? keepQuotes(message, inside)
        : inside,
      barriers,
    });
  }
  return commentAbove({
    ...shared,
    offset: piece.start,
    sign: '#',
    message,
    barriers: python.strings,
  });
}

/** Single quotes do no harm in a string of three quotes, unless they come in threes. */
function keepQuotes(message: string, cleaned: string): string {
  return /["\\{}%]|'''/.test(message) ? cleaned : message;
}

function reasonsFor(text: string, message: string): FileAnalysis['reasons'] {
  return [{ start: 0, end: text.length, kind: 'unsupported', message }];
}
