import type { Span } from '../edits/Edit';
import type { JinjaRegion } from './maskJinja';

/** A variable of the template that is set once. */
export interface TemplateVariable {
  name: string;
  region: JinjaRegion;
  /** Where what it is set to stands in the text. */
  value: Span;
  /** Regions that are nothing but the variable. */
  prints: JinjaRegion[];
  /** How often a template names it, where it is set left out. */
  uses: number;
}

const SET = /^\{%[-+]?\s*set\s+(\w+)\s*=\s*([^]*?)\s*[-+]?%\}$/;

/** Variables that are set in one place; one that is set again may hold anything. */
export function readVariables(
  text: string,
  regions: JinjaRegion[],
): TemplateVariable[] {
  const code = regions.filter(({ kind }) => kind !== 'comment');
  const found = code.flatMap(region => {
    const source = text.slice(region.start, region.end);
    const match = region.kind === 'statement' ? SET.exec(source) : null;
    if (!match) {
      return [];
    }
    const [, name, value] = match;
    const start = region.start + source.lastIndexOf(value);
    return [{ name, region, value: { start, end: start + value.length } }];
  });
  return found
    .filter(({ name }) => found.filter(f => f.name === name).length === 1)
    .map(variable => {
      const word = new RegExp(`(?<![\\w.])${variable.name}(?!\\w)`, 'g');
      const uses = code.reduce(
        (count, { body }) => count + (body.match(word)?.length ?? 0),
        -1,
      );
      const prints = code.filter(
        ({ kind, body, start }) =>
          kind === 'expression' &&
          body === variable.name &&
          !/['"`\w]/.test(text[start - 1] ?? ''),
      );
      return { ...variable, prints, uses };
    });
}
