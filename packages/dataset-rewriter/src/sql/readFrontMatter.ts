import { blank } from '../embedded/analyzeEmbeddedSql';
import type { Span } from '../edits/Edit';

/** A file of SQL that says in YAML, between two lines of dashes, how it is run. */
export interface FrontMatter extends Span {
  /** As long as the text; everything but the YAML is blank. */
  yaml: string;
}

const FRONT_MATTER = /^\ufeff?---[ \t]*\r?\n([^]*?)^---[ \t]*(?:\r?\n|$)/m;
/** Dashes are a comment of SQL as well, so that a key has to stand behind them. */
const BEGINS_WITH_KEY = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*\w[\w-]*:(?:\s|$)/;

/** Reads the front matter of a text, if it has one. */
export function readFrontMatter(text: string): FrontMatter | undefined {
  const [whole, inner = ''] = FRONT_MATTER.exec(text) ?? [];
  if (whole === undefined || !BEGINS_WITH_KEY.test(inner)) {
    return undefined;
  }
  const end = whole.length;
  const yaml = text.slice(0, end).replace(/^\ufeff/, ' ');
  return { start: 0, end, yaml: yaml + blank(text.slice(end)) };
}

/** The SQL of a file: byte order mark and front matter are blank. */
export function maskFile(text: string): string {
  const end = readFrontMatter(text)?.end ?? 0;
  return blank(text.slice(0, end)) + text.slice(end).replace(/^\ufeff/, ' ');
}
