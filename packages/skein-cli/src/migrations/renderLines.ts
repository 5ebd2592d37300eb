import { printable } from '../printable';

const WIDTH = 10;

/** Names and values, a line each; what has no value is left out, and what others wrote cannot steer the terminal. */
export function renderLines(
  lines: ReadonlyArray<readonly [string, string | undefined]>,
): string {
  return lines
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name.padEnd(WIDTH)}${printable(value!)}\n`)
    .join('');
}
