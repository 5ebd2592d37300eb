import type { Span } from '../edits/Edit';
import { analyzeComposedSql } from '../embedded/analyzeComposedSql';
import { startsLikeSql } from '../embedded/analyzeEmbeddedSql';
import {
  addAnalysis,
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import { commentAbove } from '../findings/commentAbove';
import { describeDecision } from '../findings/describeDecision';
import type { Edit } from '../types';
import type { CodeStyle } from './CodeStyle';
import type { CodeString, CodeStrings } from './readStrings';

/** Analyses SQL in the strings of a file of code. */
export function analyzeCodeStrings(
  code: CodeStrings,
  style: CodeStyle,
  options: AnalyzeFileOptions,
): FileAnalysis {
  const { text, mentions } = options;
  const analysis = emptyAnalysis();
  analysis.prose.push(...code.comments);
  const changing = code.strings.filter(
    ({ composed }) =>
      mentions.concerns(composed.text) && startsLikeSql(composed.text),
  );
  for (const string of changing) {
    addAnalysis(
      analysis,
      analyzeComposedSql(
        {
          composed: string.composed,
          problem: string.problem,
          comment: (use, offset, barriers) =>
            commentOnString({
              string,
              code,
              style,
              text,
              offset,
              barriers,
              cause: use.field.path,
              message: describeDecision(use.field, options.guide),
            }),
        },
        options,
      ),
    );
  }
  return analysis;
}

interface CommentOnStringOptions {
  string: CodeString;
  code: CodeStrings;
  style: CodeStyle;
  text: string;
  offset: number;
  barriers: Span[];
  cause: string;
  message: string;
}

/** Inside of the string where the line of the use is wholly inside, else above the line where the string starts. */
function commentOnString({
  string,
  code,
  style,
  text,
  offset,
  barriers,
  cause,
  message,
}: CommentOnStringOptions): Edit[] {
  const literal =
    string.literals.find(({ start, end }) => start <= offset && offset < end) ??
    string;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const isInside =
    lineStart > literal.start &&
    text.slice(literal.start, lineStart).includes('\n');
  if (isInside) {
    return commentAbove({
      text,
      offset,
      sign: '--',
      message: message.replace(/["\\`]/g, '’').replace(/[{}%$]/g, ''),
      cause,
      barriers,
      margin: string.margin,
    });
  }
  return commentAbove({
    text,
    offset: literal.start,
    sign: style.sign,
    message,
    cause,
    barriers: [...code.strings, ...code.comments],
  });
}
