import type { Span } from '../edits/Edit';

/** A template region with its delimiters. */
export interface JinjaRegion extends Span {
  kind: 'comment' | 'statement' | 'expression';
  /** Without delimiters and surrounding space. */
  body: string;
}

/** A masked text of the same length, so that offsets hold. */
export interface MaskedJinja {
  text: string;
  /** Regions by the identifier that stands for them. */
  names: Map<string, JinjaRegion>;
  /** SQL that is hidden, since it stands in a branch other than the first. */
  hidden: Span[];
}

/** How much is masked: each rung hides more, until the rest parses. */
export type MaskRung =
  | 'allBranches'
  | 'firstBranch'
  | 'firstBranchWithoutMacros';

/** The rungs in the order in which to try them. */
export const MASK_RUNGS: MaskRung[] = [
  'allBranches',
  'firstBranch',
  'firstBranchWithoutMacros',
];

const SIDE_EFFECT =
  /^(config|log|print|return|docs|do|set_\w+|expose_\w+|hide_\w+)\s*\(/;
const RELATION = /^(ref|source|this)\b/;

const KINDS: Record<string, JinjaRegion['kind']> = {
  '{#': 'comment',
  '{%': 'statement',
  '{{': 'expression',
};

/** Finds the template regions of a text; quotes inside of them may hold delimiters. */
export function findRegions(text: string): JinjaRegion[] {
  const regions: JinjaRegion[] = [];
  for (let at = text.search(/\{[{%#]/); at >= 0; ) {
    const end = findEnd(text, at);
    const opener = text.slice(at, at + 2);
    regions.push({
      start: at,
      end,
      kind: KINDS[opener],
      body: text
        .slice(at + 2, Math.max(at + 2, end - 2))
        .replace(/^[-+]|[-+]$/g, '')
        .trim(),
    });
    const next = text.slice(end).search(/\{[{%#]/);
    at = next < 0 ? -1 : end + next;
  }
  return regions;
}

function findEnd(text: string, start: number): number {
  const opener = text.slice(start, start + 2);
  if (opener === '{#') {
    const close = text.indexOf('#}', start + 2);
    return close < 0 ? text.length : close + 2;
  }
  const close = opener === '{{' ? '}}' : '%}';
  let quote: string | undefined;
  let depth = 0;
  for (let at = start + 2; at < text.length; at += 1) {
    const character = text[at];
    if (quote) {
      if (character === '\\') {
        at += 1;
      } else if (character === quote) {
        quote = undefined;
      }
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (opener === '{{' && character === '{') {
      depth += 1;
    } else if (opener === '{{' && character === '}' && depth > 0) {
      depth -= 1;
    } else if (text.startsWith(close, at)) {
      return at + 2;
    }
  }
  return text.length;
}

/** Follows if, else and endif, to hide every branch but the first. */
class Branches {
  readonly #stack: ('first' | 'later')[] = [];

  get isHidden(): boolean {
    return this.#stack.includes('later');
  }

  follow(body: string) {
    const keyword = /^\w+/.exec(body)?.[0];
    if (keyword === 'if') {
      this.#stack.push('first');
    } else if (keyword === 'endif') {
      this.#stack.pop();
    } else if (
      (keyword === 'else' || keyword === 'elif') &&
      this.#stack.length
    ) {
      this.#stack[this.#stack.length - 1] = 'later';
    }
  }
}

/** Hides the template: what prints becomes an identifier of the same length, all else becomes spaces. */
export function maskJinja(text: string, rung: MaskRung): MaskedJinja {
  const names = new Map<string, JinjaRegion>();
  const hidden: Span[] = [];
  const branches = new Branches();
  let masked = '';
  let position = 0;
  const copy = (end: number) => {
    const part = text.slice(position, end);
    if (branches.isHidden && part.trim()) {
      hidden.push({ start: position, end });
    }
    masked += branches.isHidden ? blank(part) : part;
    position = end;
  };
  for (const region of findRegions(text)) {
    copy(region.start);
    if (region.kind === 'statement' && rung !== 'allBranches') {
      branches.follow(region.body);
    }
    const source = text.slice(region.start, region.end);
    if (branches.isHidden && region.kind === 'expression') {
      hidden.push(region);
    }
    if (branches.isHidden || !prints(text, region, rung)) {
      masked += blank(source);
    } else {
      const name = nameRegion(names.size, source.length);
      names.set(name, region);
      masked += name;
    }
    position = region.end;
  }
  copy(text.length);
  return { text: masked, names, hidden };
}

function prints(text: string, region: JinjaRegion, rung: MaskRung): boolean {
  if (region.kind !== 'expression' || SIDE_EFFECT.test(region.body)) {
    return false;
  }
  return !(
    rung === 'firstBranchWithoutMacros' &&
    !RELATION.test(region.body) &&
    standsAlone(text, region)
  );
}

/** Whether the region is alone on its lines, apart from a comma. */
function standsAlone(text: string, { start, end }: Span): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineBreak = text.indexOf('\n', end);
  const lineEnd = lineBreak < 0 ? text.length : lineBreak;
  const rest = text.slice(lineStart, start) + text.slice(end, lineEnd);
  return !rest.trim().replace(/^,$/, '');
}

function nameRegion(index: number, length: number): string {
  return `j${index.toString(36)}_`.padEnd(length, 'x').slice(0, length);
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
