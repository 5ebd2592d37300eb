import type { CheckFailure } from './RepositoryCheck';

const MOST_FAILURES = 20;
const LONGEST_FAILURE = 300;

/** Escape sequences of terminals, and characters that no line of text needs. */
// eslint's rule against them is about typing errors; here they are what is looked for
const SEQUENCES = new RegExp(
  [
    '\\u001b\\][^\\u0007\\u001b]*(?:\\u0007|\\u001b\\\\)',
    '\\u001b\\[[0-?]*[ -/]*[@-~]',
    '\\u001b[@-Z\\\\-_]',
    '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]',
  ].join('|'),
  'g',
);

/** Output of a terminal as plain text. */
export function plainText(output: string): string {
  return output.replace(/\r\n/g, '\n').replace(SEQUENCES, '');
}

/** Cuts a text so that it is no longer than so many bytes, at a whole character. */
export function cutBytes(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) {
    return text;
  }
  const kept = Buffer.from(text)
    .subarray(0, most - 3)
    .toString('utf8')
    .replace(/\ufffd+$/, '');
  return `${kept}…`;
}

/** Failures as lines, few and short enough for whoever has to mend them. */
export function condenseFailures(
  failures: CheckFailure[],
  mostBytes: number,
): string {
  const lines = failures
    .slice(0, MOST_FAILURES)
    .map(({ text }) => text.replace(/\s*\n\s*/g, ' '))
    .map(text =>
      text.length > LONGEST_FAILURE
        ? `${text.slice(0, LONGEST_FAILURE)}…`
        : text,
    );
  const left = failures.length - lines.length;
  if (left > 0) {
    lines.push(`and ${left} more`);
  }
  return cutBytes(lines.join('\n'), mostBytes);
}
