import { stripVTControlCharacters } from 'node:util';
import type { CheckFailure } from './RepositoryCheck';

const MOST_FAILURES = 20;
const LONGEST_FAILURE = 300;

/** Output of a terminal as plain text: nothing in it colours, moves, turns the direction of writing or cannot be seen. */
export function plainText(output: string): string {
  return stripVTControlCharacters(output.replace(/\r\n/g, '\n')).replace(
    /(?![\n\t])[\p{Cc}\p{Cf}]/gu,
    '',
  );
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
