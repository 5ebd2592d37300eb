/** A line of a CODEOWNERS file: who owns what. */
export interface CodeownersRule {
  pattern: string;
  /** As written: `@user`, `@organisation/team`, `@group/subgroup` or an e-mail address; empty when the line takes owners away. */
  owners: string[];
}

/** Where code hosts look for the file: GitHub in this order, GitLab from the second on. */
export const CODEOWNERS_PATHS = [
  '.github/CODEOWNERS',
  'CODEOWNERS',
  'docs/CODEOWNERS',
  '.gitlab/CODEOWNERS',
] as const;

const MAX_LENGTH = 3_000_000;
const OWNER = /^(@[\w.-]+(\/[\w.-]+){0,21}|[^\s@]+@[^\s@]+)$/;

/** Reads a CODEOWNERS file. Lines that GitHub would not understand are left out, as GitHub does. */
export function parseCodeowners(text: string): CodeownersRule[] {
  if (text.length > MAX_LENGTH) {
    return [];
  }
  return text.split(/\r?\n/).flatMap(line => {
    // a space in a path is written with a backslash
    const words = line.trim().match(/(?:\\.|\S)+/g) ?? [];
    const comment = words.findIndex(word => word.startsWith('#'));
    const [pattern, ...owners] = comment < 0 ? words : words.slice(0, comment);
    if (
      pattern === undefined ||
      /^!|[[\]]/.test(pattern) ||
      !owners.every(owner => OWNER.test(owner))
    ) {
      return [];
    }
    return [{ pattern: pattern.replace(/\\(.)/g, '$1'), owners }];
  });
}

/** Who owns a path: the last rule that matches decides alone. */
export function ownersOf(rules: CodeownersRule[], path: string): string[] {
  for (let index = rules.length - 1; index >= 0; index--) {
    if (matchesPath(rules[index].pattern, path)) {
      return rules[index].owners;
    }
  }
  return [];
}

function matchesPath(pattern: string, path: string): boolean {
  const isFolder = pattern.endsWith('/');
  const segments = pattern.split('/').filter(segment => segment !== '');
  if (segments.length === 0) {
    return false;
  }
  // a slash before the end ties the pattern to the root; otherwise it may match at any depth
  const isRooted = /\/./.test(pattern);
  const wanted = isRooted ? segments : ['**', ...segments];
  // `docs/*` means the files in docs and nothing deeper; a plain name also means all that is below it
  const endsInStar = isRooted && segments[segments.length - 1] === '*';
  return matchesSegments(wanted, path.split('/'), {
    below: !endsInStar,
    onlyBelow: isFolder,
  });
}

/** No regular expression is made from a pattern: the repository wrote it, and it could make one that never ends. */
function matchesSegments(
  pattern: string[],
  path: string[],
  rest: { below: boolean; onlyBelow: boolean },
): boolean {
  // reached[i] says whether the pattern so far can have used up i segments of the path
  let reached = path.map((_segment, index) => index === 0).concat(false);
  for (const segment of pattern) {
    const next = reached.map(() => false);
    for (let index = 0; index <= path.length; index++) {
      if (segment === '**') {
        next[index] = reached.slice(0, index + 1).includes(true);
      } else if (index > 0 && reached[index - 1]) {
        next[index] = matchesSegment(segment, path[index - 1]);
      }
    }
    reached = next;
  }
  return reached.some(
    (isReached, index) =>
      isReached &&
      (index === path.length ? !rest.onlyBelow : index > 0 && rest.below),
  );
}

/** `*` stands for any characters, `?` for one. Going back only to the last star keeps this linear in practice. */
function matchesSegment(pattern: string, segment: string): boolean {
  let patternIndex = 0;
  let segmentIndex = 0;
  let star = -1;
  let retry = 0;
  while (segmentIndex < segment.length) {
    if (pattern[patternIndex] === '*') {
      star = patternIndex++;
      retry = segmentIndex;
    } else if (
      patternIndex < pattern.length &&
      (pattern[patternIndex] === '?' ||
        pattern[patternIndex] === segment[segmentIndex])
    ) {
      patternIndex++;
      segmentIndex++;
    } else if (star >= 0) {
      patternIndex = star + 1;
      segmentIndex = ++retry;
    } else {
      return false;
    }
  }
  while (pattern[patternIndex] === '*') {
    patternIndex++;
  }
  return patternIndex === pattern.length;
}
