import type { CheckFailure } from '../RepositoryCheck';

/** What differs between two runs of the same failure: times, places in a file, temporary paths, addresses. */
function withoutPlaces(text: string): string {
  return text
    .replace(/\(\d+(?:\.\d+)?\s*m?s\)/g, '')
    .replace(/\b\d+(?:\.\d+)?\s*(?:ms|s)\b/g, '')
    .replace(/\/tmp\/\S+/g, '')
    .replace(/0x[0-9a-f]+/g, '')
    .replace(/:\d+(?::\d+)?|\[\d+,\d+\]|line \d+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Each line that matches is a failure; its first group is what it says, or else the whole match. */
export function matchFailures(output: string, pattern: RegExp): CheckFailure[] {
  const found = new Map<string, CheckFailure>();
  for (const match of output.matchAll(pattern)) {
    const text = (match[1] ?? match[0]).trim();
    const key = withoutPlaces(text);
    if (key !== '' && !found.has(key)) {
      found.set(key, { key, text });
    }
  }
  return [...found.values()];
}
