import { findRegions } from '../dbt/maskJinja';
import type { Edit } from '../types';
import type { CarriedModel } from './Propagation';

/** Edits with which a text follows the new names of a model; or why it cannot. */
export type Following = { edits: Edit[] } | { problem: string };

const STRING = /(['"])((?:(?!\1)[^\\])*)\1/g;
/** What speaks of a model, and not of its columns. */
const SAYS_NOTHING = /\b(?:alias|schema|database|tags|description)\s*=\s*$/;

/** Lets strings of `config(…)` follow that are a column which the model gives, as `unique_key` and `cluster_by` do. */
export function followConfig(
  text: string,
  { renamed }: CarriedModel,
): Following {
  const edits: Edit[] = [];
  for (const { start, end, body } of findRegions(text)) {
    if (!/^config\s*\(/.test(body)) {
      continue;
    }
    const source = text.slice(start, end);
    for (const match of source.matchAll(STRING)) {
      const [, quote, value] = match;
      const column = renamed.find(({ from }) => sameName(from, value));
      const named = renamed.find(({ from }) => mentions(value, from));
      if (SAYS_NOTHING.test(source.slice(0, match.index))) {
        continue;
      }
      if (column) {
        const at = start + match.index + quote.length;
        const { to, cause } = column;
        edits.push({ start: at, end: at + value.length, text: to, cause });
      } else if (named) {
        return {
          problem: `its config names ${named.from} in ${quote}${value}${quote}`,
        };
      }
    }
  }
  return { edits };
}

/** Whether two names are one but for their case. */
export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Whether a text holds a name as a whole word. */
export function mentions(text: string, name: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<!\\w)${escaped}(?!\\w)`, 'i').test(text);
}
