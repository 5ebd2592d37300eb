import type { PlannedField } from '../contract/planMoves';
import { writeSparkExpression } from '../python/writeSparkExpression';
import type { SqlDialect } from '../sql/parse/dialects';

/** A piece of code that gives columns of a frame their old names, or that stands where an old column stood. */
export interface FrameStep {
  /** Characters of the text before. */
  before: number;
  /** Characters of the text after. */
  after: number;
}

/** A column in the contract's words, with its names and its expression as patterns. */
type Field = Pick<PlannedField, 'name' | 'to' | 'expression'>;

/** Where two texts of code begin to differ. */
export interface FrameDifference {
  before: string;
  after: string;
  /** What stands in front of it in the text after. */
  preceding: string;
  fields: Field[];
  /** Of the fields' expressions. */
  dialect: SqlDialect;
}

/** In a notebook the quotes are escaped. */
const QUOTE = '(\\\\?["\'])';

/** Explains what was put in or replaced where two texts begin to differ, if it is a step of a frame for the contract. */
export function explainFrameStep({
  before,
  after,
  preceding,
  fields: planned,
  dialect,
}: FrameDifference): FrameStep | undefined {
  const fields = planned.map(({ name, to, expression }) => ({
    name: escape(name),
    to: to && escape(to),
    expression: expression && spellings(expression, dialect),
  }));
  const adapted = fields.map(adaptation).join('|');
  const renames = fields.flatMap(({ name, to }) =>
    to === undefined ? [] : [`\\\\?"${to}\\\\?": \\\\?"${name}\\\\?"`],
  );
  const pair = renames.length ? `(?:${renames.join('|')})` : '(?!)';
  const inserted = `(?:(?:${adapted})+|\\.rename\\(columns=\\{${pair}(?:, ${pair})*\\}\\))`;
  const step =
    matchLength(`^${inserted}`, after) ??
    matchBehindDot(inserted, after) ??
    fields.map(field => aliasLength(field, after, preceding)).find(Boolean);
  if (step) {
    return { before: 0, after: step };
  }
  return fields.map(field => replaced(field, before, after)).find(Boolean);
}

/** Such as `.withColumnRenamed("new", "old")`. */
function adaptation({ name, to, expression }: Field): string {
  if (expression !== undefined) {
    return `\\.withColumn\\(\\\\?"${name}\\\\?", ${computedBy(expression)}\\)`;
  }
  return to === undefined
    ? '(?!)'
    : `\\.withColumnRenamed\\(\\\\?"${to}\\\\?", \\\\?"${name}\\\\?"\\)`;
}

/** The dot before what was put in is the same as the one behind it. */
function matchBehindDot(inserted: string, after: string): number | undefined {
  return matchLength(`^${inserted}(?=\\.)`, `.${after}`);
}

/** A column has its old name behind its new one, and nowhere else. */
function aliasLength(
  { name, to, expression }: Field,
  after: string,
  preceding: string,
): number | undefined {
  const column = to === undefined ? '(?!)' : `\\b${to}\\\\?["']?[\\])]*`;
  const computed = expression === undefined ? '(?!)' : computedBy(expression);
  return new RegExp(`(?:${column}|${computed})$`).test(preceding)
    ? matchLength(`^\\.(?:alias|as)\\(${QUOTE}${name}\\1\\)`, after)
    : undefined;
}

/** A call of `expr` with the contract's own expression. */
function computedBy(expression: string): string {
  return `(?:\\w+\\.)?expr\\(\\\\?"${expression}\\\\?"\\)`;
}

/** How Python and the languages of the JVM write an expression, as a pattern; quotes in it may be escaped. */
function spellings(expression: string, dialect: SqlDialect): string {
  const written = [
    writeSparkExpression(expression, dialect),
    expression.replace(/\{(\w+)\}/g, '$1'),
  ];
  return `(?:${written
    .flatMap(text =>
      text === undefined ? [] : escape(text).replace(/["']/g, '\\\\*$&'),
    )
    .join('|')})`;
}

/** `"old"` by `col("new").alias("old")`, or by an expression that gives the old value. */
function replaced(
  { name, to, expression }: Field,
  before: string,
  after: string,
): FrameStep | undefined {
  const old =
    matchLength(`^${QUOTE}${name}\\1`, before) ??
    matchLength(`^(?:\\w+\\.)?col\\(${QUOTE}${name}\\1\\)`, before);
  const alias = `(?:\\.(?:alias|as)\\(\\\\?["']${name}\\\\?["']\\))`;
  const column =
    to === undefined
      ? '(?!)'
      : `(?:(?:\\w+\\.)?col\\(|\\w+[\\[(])\\\\?["']${to}\\\\?["'][\\])]${alias}`;
  const computed =
    expression === undefined ? '(?!)' : `${computedBy(expression)}${alias}?`;
  const now = matchLength(`^(?:${column}|${computed})`, after);
  return old && now ? { before: old, after: now } : undefined;
}

function matchLength(pattern: string, text: string): number | undefined {
  return new RegExp(pattern).exec(text)?.[0].length;
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
