import { decodeFile } from '../files/decodeFile';
import { createLocator } from '../findings/locate';
import type { SourceFile } from '../types';
import { mentions } from './followConfig';

/** Where something is named that is made in the checkout. */
export interface OtherReader {
  path: string;
  line: number;
}

interface FindOtherReadersOptions {
  /** What a table or a model is called. */
  name: string;
  files: SourceFile[];
  /** Whether what a file says by `ref(…)` and the like is followed anyway. */
  isFollowed(path: string): boolean;
  /** A file in which the name stands once, where it is defined. */
  definedIn?: string;
}

const CODE =
  /\.(?:sql|ya?ml|json|py|ipynb|lkml|lookml|scala|sc|java|kt|groovy|tsx?|jsx?|tf|hcl|sh|toml|cfg|ini)$/i;
/** What describes a project reads nothing of it. */
const PROSE = /(?:^|\/)docs?\//i;
const CALL = /\b(?:ref|source)\s*\([^()]*\)/g;

/**
 * The first place in code that may read what has a name, and that is not followed: the name behind a dot, a slash or a quote,
 * or as what YAML calls `name`. Says yes too often, so that a name is kept that could have flowed on.
 */
export function findOtherReader({
  name,
  files,
  isFollowed,
  definedIn,
}: FindOtherReadersOptions): OtherReader | undefined {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const own = new RegExp(`(?<!\\w)${escaped}(?!\\w)`, 'gi');
  const anywhere = new RegExp(
    `(?:[./\`"'\\[]\\s*|\\b(?:name|from|join)(?::\\s*|\\s+)[\`"']?)${escaped}(?!\\w)`,
    'i',
  );
  const asTable = new RegExp(
    `\\b(?:from|join)\\s+(?:[\\w$\`"-]+\\.)+[\`"]?${escaped}(?!\\w)`,
    'i',
  );
  for (const { path, content } of files) {
    const mayRead =
      CODE.test(path) && !PROSE.test(path) && holds(content, name);
    const decoded = mayRead ? decodeFile(content) : undefined;
    if (!decoded || !('text' in decoded) || !mentions(decoded.text, name)) {
      continue;
    }
    const followed = isFollowed(path);
    const text = followed
      ? decoded.text.replace(CALL, call => ' '.repeat(call.length))
      : decoded.text;
    const isYaml = followed && /\.ya?ml$/i.test(path);
    const at =
      path === definedIn
        ? [...text.matchAll(own)][1]?.index ?? -1
        : text.search(followed ? asTable : anywhere);
    if (at >= 0 && !isYaml) {
      return { path, line: createLocator(decoded.text)(at).line };
    }
  }
  return undefined;
}

/** Whether bytes may hold a name as code spells it; a look at them costs far less than decoding them. */
export function holds(content: Uint8Array, name: string): boolean {
  const { buffer, byteOffset, byteLength } = content;
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  return [name, name.toLowerCase(), name.toUpperCase()].some(spelled =>
    bytes.includes(spelled),
  );
}
