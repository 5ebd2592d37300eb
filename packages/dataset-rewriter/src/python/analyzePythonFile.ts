import type { Span } from '../edits/Edit';
import {
  analyzeEmbeddedSql,
  startsLikeSql,
  type EmbeddedSql,
} from '../embedded/analyzeEmbeddedSql';
import {
  addAnalysis,
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import { commentAbove } from '../findings/commentAbove';
import { describeDecision } from '../findings/describeDecision';
import type { ColumnUse } from '../sql/resolve/uses';
import type { Edit } from '../types';
import { maskLiteral } from './maskLiteral';
import {
  childOf,
  type SyntaxNode,
  type SyntaxParser,
} from '../syntax/loadSyntaxParser';
import { parsePython, type ParsedPython } from './parsePython';

/** Analyses Python: SQL in string literals is rewritten like SQL, the rest is only looked through. */
export function analyzePythonFile(
  options: AnalyzeFileOptions,
  parser: SyntaxParser,
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
  literal: SyntaxNode,
  python: ParsedPython,
  options: AnalyzeFileOptions,
) {
  const {
    text: masked,
    interpolations,
    problem,
  } = maskLiteral(literal, options.text);
  if (startsLikeSql(masked)) {
    const { start, end } = literal;
    const sql: EmbeddedSql = {
      start,
      end,
      masked,
      interpolations,
      problem: problem ?? findPlaceProblem(literal, options.text),
      comment: (use, barriers) =>
        commentInPython({ use, barriers, literal, python, options }),
    };
    addAnalysis(analysis, analyzeEmbeddedSql(sql, options));
  }
}

/** A string that is only a part of a statement proves nothing. */
function findPlaceProblem(
  { parent }: SyntaxNode,
  text: string,
): string | undefined {
  const operator = childOf(parent, 'operator');
  const joins =
    parent?.type === 'binary_operator' &&
    operator &&
    text.slice(operator.start, operator.end) !== '%';
  if (joins || parent?.type === 'augmented_assignment') {
    return 'The string is put together with others, so that the whole statement is not known.';
  }
  return undefined;
}

interface CommentInPythonOptions {
  use: ColumnUse;
  barriers: Span[];
  literal: SyntaxNode;
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
