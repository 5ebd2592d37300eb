/**
 * Now, to the second: GitHub reports no fractions.
 * @internal
 */
export function currentTime(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}
