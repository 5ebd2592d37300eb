import type { Span } from '../edits/Edit';
import type { SqlRewrite } from './rewriteSql';

/** What stands in a string of the template cannot hold quotes of its own. */
export function withoutQuotes(
  strings: Span[],
  rewrite: SqlRewrite,
): SqlRewrite {
  const broken = rewrite.edits.find(
    edit =>
      /['"`{}\\]/.test(edit.text) &&
      strings.some(({ start, end }) => start < edit.start && edit.end < end),
  );
  return broken
    ? {
        ...rewrite,
        edits: [],
        drafts: [
          {
            kind: 'unproved',
            start: broken.start,
            message:
              'The column stands in a string of the template, and what replaces it holds quotes. Migrate the query by hand.',
          },
        ],
      }
    : rewrite;
}
