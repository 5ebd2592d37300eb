import { blank, type EmbeddedSql } from '../embedded/analyzeEmbeddedSql';
import type { AnalyzeFileOptions } from '../files/FileAnalysis';
import { commentAbove } from '../findings/commentAbove';
import { describeDecision } from '../findings/describeDecision';

const NOTEBOOK = /^\ufeff?# Databricks notebook source/;
/** Each line of a cell in another language begins with this. */
const MAGIC = '# MAGIC ';
const CELL = /^# MAGIC %sql\b[^\n]*(?:\n# MAGIC(?: [^\n]*)?)*/gm;
const BEHIND_MARK = /^(# MAGIC(?: %sql\b)?)([^\n]*)/gm;

/** The cells of SQL in a notebook of Databricks, which is a file of Python: to Python they are comments. */
export function findMagicSql({
  text,
  guide,
}: Pick<AnalyzeFileOptions, 'text' | 'guide'>): EmbeddedSql[] {
  if (!NOTEBOOK.test(text)) {
    return [];
  }
  return [...text.matchAll(CELL)].map(({ index: start, 0: cell }) => ({
    start,
    end: start + cell.length,
    masked: cell.replace(
      BEHIND_MARK,
      (_, mark: string, sql: string) => blank(mark) + sql,
    ),
    interpolations: new Set<string>(),
    comment: ({ name, field }, barriers) =>
      commentAbove({
        text,
        offset: name.start,
        sign: '--',
        message: describeDecision(field, guide),
        cause: field.path,
        barriers,
        margin: MAGIC,
      }),
  }));
}
