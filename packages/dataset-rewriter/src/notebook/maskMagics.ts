import type { Span } from '../edits/Edit';
import { blank } from '../embedded/analyzeEmbeddedSql';
import type { NotebookCell } from './NotebookText';

/** What a cell holds, apart from what the notebook itself is told. */
export interface MaskedCell {
  /** As long as the cell; only Python. */
  python: string;
  /** Where SQL stands in the cell. */
  sql: Span[];
}

const SQL_CELL =
  /^\s*%%?(?:bigquery|bqsql|sql|sparksql|ksql|read_sql)\b[^\n]*(?:\n|$)/;
const SQL_LINE =
  /^([^\S\n]*(?:\w+\s*=\s*)?%(?:sql|bigquery|sparksql)[^\S\n]+)([^\n]+)/gm;
const PYTHON_CELL =
  /^\s*%%(?:time|timeit|capture|prun|python3?|pyspark|spark)\b/;
const OTHER_CELL = /^\s*%%?(?:\w+)[^\n]*(?:\n|$)/;

/** Hides the magic commands of a cell, and says where SQL stands in it. */
export function maskMagics({ text }: NotebookCell): MaskedCell {
  const whole = SQL_CELL.exec(text);
  const rest = whole ? text.slice(whole[0].length) : '';
  if (whole && (text.trimStart().startsWith('%%') || rest.trim())) {
    const start = whole[0].length;
    return { python: blank(text), sql: [{ start, end: text.length }] };
  }
  const isOtherLanguage = /^\s*%%/.test(text) && !PYTHON_CELL.test(text);
  const isDatabricks =
    /^\s*%(?:md|sh|scala|r|fs|python|run|pip)\b/.test(text) &&
    OTHER_CELL.test(text);
  if (
    isOtherLanguage ||
    (isDatabricks && !/^\s*%(?:python|pip|run)\b/.test(text))
  ) {
    return { python: blank(text), sql: [] };
  }
  const sql = [...text.matchAll(SQL_LINE)].map(match => ({
    start: match.index + match[1].length,
    end: match.index + match[0].length,
  }));
  return { python: maskLines(text), sql };
}

/** `%magic`, `!command`, `name = !command` and `name?`; what gets a value gets a number. */
function maskLines(text: string): string {
  return text.replace(
    /^([^\S\n]*)(\w+\s*=\s*)?([%!][^\n]*)|^[^\S\n]*[\w.]+\?+[^\S\n]*$/gm,
    (line, space?: string, target?: string, command?: string) =>
      target !== undefined && command !== undefined
        ? `${space}${target}0${blank(command.slice(1))}`
        : blank(line),
  );
}
