import { ScriptError } from '../say.mjs';

/** Stands for lines that are left out. */
const ELLIPSIS = '…';

/**
 * Puts the lines that a change adds (`+`) before the next line that it only shows: the first one like it from where the one
 * before was found.
 */
export function applyChange(text, { file, lines }) {
  const result = text.split('\n');
  let from = 0;
  let added = [];
  for (const line of lines) {
    const content = line.slice(1);
    if (line.startsWith('+')) {
      added.push(content);
    } else if (content.trim() !== ELLIPSIS) {
      const found = result.findIndex(
        (candidate, index) =>
          index >= from && candidate.trim() === content.trim(),
      );
      if (found < 0) {
        throw new ScriptError(
          `README.md changes ${file} at a line that a fresh app does not have there: "${content}"`,
        );
      }
      result.splice(found, 0, ...added);
      from = found + added.length + 1;
      added = [];
    }
  }
  if (added.length > 0) {
    throw new ScriptError(
      `README.md does not show before which line of ${file} this goes: "${added[0]}"`,
    );
  }
  return result.join('\n');
}
