import type { RelationCall } from '../dbt/findRelationCalls';
import { moveSpan, overlaps, type Span } from '../edits/Edit';
import {
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import { analyzeSqlText } from '../sql/analyzeSqlText';
import type { ColumnUse } from '../sql/resolve/uses';
import type { Edit } from '../types';

/**
 * What may stand before a statement: space, comments, and templates with the strings in them. Each is taken as it ends first,
 * since a single pattern for all of them would try every way of taking them together.
 */
const BEFORE_SQL =
  /\s+|--[^\n]*\n|\/\*[^]*?\*\/|\{#[^]*?#\}|\{[{%](?:"[^"]*"|'[^']*'|[^"'])*?[}%]\}|\{[{%][^]*?[}%]\}/y;
const SQL_START =
  /(?:select|with|insert|create|merge|update|delete|export|declare|begin|truncate|drop|alter)\b/iy;

/** SQL in a string of another language. */
export interface EmbeddedSql extends Span {
  /** As long as the span; whatever is not SQL, such as quotes, is blank. */
  masked: string;
  /** Identifiers in `masked` that stand for values that the program puts in. */
  interpolations: Set<string>;
  /** Identifiers in `masked` that stand for a dataset, which is named elsewhere. */
  relations?: Map<string, RelationCall>;
  /** Why what is written is not the statement that runs, as a sentence. */
  problem?: string;
  /** Puts a comment above a use that somebody has to decide. */
  comment(use: ColumnUse, barriers: Span[]): Edit[];
}

/** Whether a text reads as the start of a statement. */
export function startsLikeSql(text: string): boolean {
  let at = 0;
  BEFORE_SQL.lastIndex = 0;
  while (BEFORE_SQL.test(text)) {
    at = BEFORE_SQL.lastIndex;
  }
  SQL_START.lastIndex = at;
  return SQL_START.test(text);
}

/** Analyses SQL in a string of another language; offsets are those of the file. */
export function analyzeEmbeddedSql(
  sql: EmbeddedSql,
  options: AnalyzeFileOptions,
): FileAnalysis {
  const { start, end, masked, interpolations, relations, problem, comment } =
    sql;
  if (problem !== undefined) {
    const message = `${problem} Migrate it by hand.`;
    const reason = { start, end, kind: 'unproved' as const, message };
    return { ...emptyAnalysis(), reasons: [reason] };
  }
  const { text } = options;
  const part = linesAround(text, sql);
  const toPart = <T extends Span>(span: T) => moveSpan(span, -part.start);
  const toFile = <T extends Span>(span: T) => moveSpan(span, part.start);
  const found = analyzeSqlText({
    ...options,
    // Code that runs the query reads its rows by the names that it knows.
    flows: false,
    text: text.slice(part.start, part.end),
    masked:
      blank(text.slice(part.start, start)) +
      masked +
      blank(text.slice(end, part.end)),
    interpolations,
    relations: mapValues(relations, toPart),
    comment: (use, barriers) =>
      comment({ ...use, name: toFile(use.name) }, barriers.map(toFile)).map(
        toPart,
      ),
  });
  return {
    edits: found.edits.map(toFile),
    drafts: found.drafts.map(draft => ({
      ...draft,
      start: draft.start + part.start,
    })),
    known: found.known.map(toFile),
    references: found.references.map(toFile),
    prose: found.prose.map(toFile).filter(span => overlaps(span, sql)),
    reasons: found.reasons.map(toFile).map(reason => ({
      ...reason,
      start: Math.max(start, reason.start),
      end: Math.min(end, reason.end),
    })),
  };
}

/**
 * The lines that a span stands in, with the line break before them: all that the rules look at, so that the cost of many
 * statements does not grow with the file around each of them.
 */
function linesAround(text: string, { start, end }: Span): Span {
  const before = start > 0 ? text.lastIndexOf('\n', start - 1) : -1;
  const behind = text.indexOf('\n', end);
  return {
    start: Math.max(0, before - 1),
    end: behind < 0 ? text.length : behind,
  };
}

function mapValues<T>(
  map: Map<string, T> | undefined,
  change: (value: T) => T,
): Map<string, T> {
  return new Map([...(map ?? [])].map(([key, value]) => [key, change(value)]));
}

/** Hides a text, and keeps its lines. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
