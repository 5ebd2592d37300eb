import type { RelationCall } from '../dbt/findRelationCalls';
import { overlaps, type Span } from '../edits/Edit';
import {
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import { analyzeSqlText } from '../sql/analyzeSqlText';
import type { ColumnUse } from '../sql/resolve/uses';
import type { Edit } from '../types';

const SQL_START =
  /^\s*(?:--[^\n]*\n\s*|\/\*[^]*?\*\/\s*|\{[{%#][^]*?[}%#]\}\s*)*(?:select|with|insert|create|merge|update|delete|export|declare|begin|truncate|drop|alter)\b/i;

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
  const found = analyzeSqlText({
    ...options,
    // Code that runs the query reads its rows by the names that it knows.
    flows: false,
    masked: blank(text.slice(0, start)) + masked + blank(text.slice(end)),
    interpolations,
    relations,
    comment,
  });
  return {
    ...found,
    prose: found.prose.filter(span => overlaps(span, sql)),
    reasons: found.reasons.map(reason => ({
      ...reason,
      start: Math.max(start, reason.start),
      end: Math.min(end, reason.end),
    })),
  };
}

/** Hides a text, and keeps its lines. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
