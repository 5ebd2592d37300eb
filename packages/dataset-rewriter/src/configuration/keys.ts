const PROSE_KEYS = new Set(['description', 'doc', 'docs', 'comment', 'title']);

/** What a key is called that leads to a place to write to. */
export const WRITES =
  /(?:^|_)(?:dst|dest|sink|into)(?:_|$)|destination|output|target|write/i;

/** Whether people read what a key leads to, and nothing else does. */
export function isProse(path: string[]): boolean {
  return path.some(key => PROSE_KEYS.has(key));
}
