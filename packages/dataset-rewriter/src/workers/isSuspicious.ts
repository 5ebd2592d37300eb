const LARGEST_HARMLESS_TEXT = 32 * 1024;
const DEEPEST_HARMLESS_NESTING = 100;

/** Whether reading a text may take long or much memory, so that a worker has to do it. */
export function isSuspicious(text: string): boolean {
  return text.length > LARGEST_HARMLESS_TEXT || isNestedDeeply(text);
}

function isNestedDeeply(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if ('([{'.includes(character)) {
      depth += 1;
    } else if (')]}'.includes(character) && depth > 0) {
      depth -= 1;
    }
    if (depth > DEEPEST_HARMLESS_NESTING) {
      return true;
    }
  }
  return false;
}
