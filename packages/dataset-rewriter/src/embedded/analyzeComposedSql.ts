import type { Span } from '../edits/Edit';
import {
  emptyAnalysis,
  type AnalyzeFileOptions,
  type FileAnalysis,
} from '../files/FileAnalysis';
import { analyzeSqlText } from '../sql/analyzeSqlText';
import type { ColumnUse } from '../sql/resolve/uses';
import type { Edit } from '../types';
import type { ComposedText } from './ComposedText';
import { maskPlaceholders } from './maskPlaceholders';

/** SQL that is put together from pieces of a file. */
export interface ComposedSql {
  composed: ComposedText;
  /** Why what is written is not the statement that runs, as a sentence. */
  problem?: string;
  /** Puts a comment above a use that somebody has to decide; offsets are those of the file. */
  comment(use: ColumnUse, offset: number, barriers: Span[]): Edit[];
}

const SCATTERED =
  'A name of the statement is put together from several strings. Migrate it by hand.';

/** Analyses SQL that is put together from pieces; offsets of the result are those of the file. */
export function analyzeComposedSql(
  { composed, problem, comment }: ComposedSql,
  options: AnalyzeFileOptions,
): FileAnalysis {
  const { span } = composed;
  if (problem !== undefined) {
    return leaveWhole(span, `${problem} Migrate it by hand.`);
  }
  const comments: Edit[] = [];
  const interpolations = new Set(composed.interpolations);
  const found = analyzeSqlText({
    ...options,
    flows: false,
    text: composed.text,
    masked: maskPlaceholders(composed.text, interpolations),
    interpolations,
    comment: (use, barriers) => {
      const spans = toSpans(composed, barriers);
      comments.push(...comment(use, composed.toOffset(use.name.start), spans));
      return [];
    },
  });
  const edits = found.edits.map(edit => composed.toEdit(edit));
  const references = toSpans(composed, found.references);
  if (edits.includes(undefined)) {
    return {
      ...leaveWhole(span, SCATTERED),
      references,
      drafts: references.map(({ start }) => ({
        kind: 'unproved',
        start,
        message: SCATTERED,
      })),
    };
  }
  return {
    edits: [...edits.filter(edit => edit !== undefined), ...comments],
    drafts: found.drafts.map(draft => ({
      ...draft,
      start: composed.toOffset(draft.start),
    })),
    known: toSpans(composed, found.known),
    references,
    prose: toSpans(composed, found.prose),
    reasons: found.reasons.map(({ start, end, ...reason }) => ({
      ...reason,
      ...(composed.toSpan({ start, end }) ?? span),
    })),
  };
}

function leaveWhole(span: Span, message: string): FileAnalysis {
  return {
    ...emptyAnalysis(),
    reasons: [{ ...span, kind: 'unproved', message }],
  };
}

function toSpans(composed: ComposedText, spans: Span[]): Span[] {
  return spans.flatMap(span => composed.toSpan(span) ?? []);
}
