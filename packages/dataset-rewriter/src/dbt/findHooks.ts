import type { Span } from '../edits/Edit';
import { isConfig } from './findTemplateIssues';
import type { JinjaRegion } from './maskJinja';

const STRING = /'[^'\\]*'|"[^"\\]*"/g;

/** Strings of a model's `config` that hold a template, such as hooks; without their quotes. */
export function findHooks(text: string, regions: JinjaRegion[]): Span[] {
  return regions.filter(isConfig).flatMap(({ start, end }) => {
    const source = text.slice(start, end);
    return [...source.matchAll(STRING)].flatMap(({ 0: string, index }) => {
      const from = start + index + 1;
      return string.includes('{{')
        ? [{ start: from, end: from + string.length - 2 }]
        : [];
    });
  });
}
