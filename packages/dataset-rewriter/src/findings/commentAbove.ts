import type { Span } from '../edits/Edit';
import type { Edit } from '../types';
import { COMMENT_MARK } from './describeDecision';

interface CommentAboveOptions {
  text: string;
  /** The use that the comment is about. */
  offset: number;
  sign: '--' | '#' | '//';
  message: string;
  cause: string;
  /** Strings, comments and template regions, which a comment must not land in. */
  barriers: Span[];
  /** What stands between the indentation and the text of each line, such as `|` where `stripMargin` takes it away. */
  margin?: string;
}

/** The comment directly above the line of a use, with the same indentation; nothing when it stands there already. */
export function commentAbove({
  text,
  offset,
  sign,
  message,
  cause,
  barriers,
  margin = '',
}: CommentAboveOptions): Edit[] {
  const start = findFreeLine(text, offset, barriers);
  const indentation = /^[ \t\ufeff]*/.exec(text.slice(start))?.[0] ?? '';
  const rest = text.slice(start + indentation.length);
  const spaces = /^[ \t]*/.exec(rest.slice(margin.length))?.[0];
  const gap = margin && rest.startsWith(margin) ? margin + spaces : '';
  const own = indentation.replace('\ufeff', '') + gap;
  const comment = `${own}${sign} ${COMMENT_MARK} ${message}`;
  if (commentsAbove(text, start).includes(comment.trim())) {
    return [];
  }
  const nextBreak = text.indexOf('\n', start);
  const windows = nextBreak > 0 && text[nextBreak - 1] === '\r';
  const at = indentation.startsWith('\ufeff') ? start + 1 : start;
  return [
    { start: at, end: at, text: `${comment}${windows ? '\r\n' : '\n'}`, cause },
  ];
}

/** The comments of Skein that stand directly above a line. */
function commentsAbove(text: string, lineStart: number): string[] {
  const comments: string[] = [];
  for (let end = lineStart - 1; end >= 0; ) {
    const start = end > 0 ? text.lastIndexOf('\n', end - 1) + 1 : 0;
    const line = text.slice(start, end);
    if (!line.includes(COMMENT_MARK)) {
      break;
    }
    comments.push(line.trim());
    end = start - 1;
  }
  return comments;
}

/** The start of the line, or of the nearest line above that begins outside of all barriers. */
function findFreeLine(text: string, offset: number, barriers: Span[]): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const barrier = barriers.find(span => span.start < start && span.end > start);
  return barrier ? findFreeLine(text, barrier.start, barriers) : start;
}
