import { InputError } from '@backstage/errors';
import { hashOf } from './revisions';

/**
 * The ETag of an answer: the revision of what can be overwritten, then what the whole answer is. Caches go by all of it; a
 * change is refused only when the revision is another one.
 */
export function renderEntityTag(revision: string, answer: object): string {
  return `"${revision}.${hashOf(answer)}"`;
}

const TAGS = /^\s*(?:W\/)?"([^"]*)"\s*(?:,\s*(?:W\/)?"[^"]*"\s*)*$/;

/** The revisions that a caller has read, from the header If-Match; `*` is any. */
export function parseIfMatch(header: string): string[] | '*' {
  if (header.trim() === '*') {
    return '*';
  }
  if (!TAGS.test(header)) {
    throw new InputError(
      `headers.if-match: ${JSON.stringify(
        header,
      )} is not an ETag; send the header ETag of an answer as it was given, with its quotation marks`,
    );
  }
  return [...header.matchAll(/"([^"]*)"/g)].map(([, tag]) => tag.split('.')[0]);
}
