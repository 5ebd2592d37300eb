import type { Span } from '../edits/Edit';
import type { Draft } from '../findings/Draft';
import type { Edit } from '../types';
import type { SqlRewrite } from './rewriteSql';

/** What the rules say about one statement, as it reads on one way through the template. */
export interface StatementReading extends Span {
  rewrite: SqlRewrite;
  /** What this way leaves out. */
  hidden: Span[];
}

interface Judged extends StatementReading {
  reason?: Pick<Draft, 'kind' | 'message'>;
}

/**
 * Keeps the edits of statements on which all ways through the template agree. A statement that is left on one way, or
 * reads otherwise on another one, is left whole.
 */
export function agreeOnWays(ways: StatementReading[][]): SqlRewrite {
  const readings: Judged[] = ways.flat();
  const drafts = readings.flatMap(({ rewrite }) => rewrite.drafts);
  for (const reading of readings) {
    reading.reason = reading.rewrite.drafts.find(
      ({ kind }) => kind !== 'judgement',
    );
  }
  spreadReasons(readings);
  for (const [index, way] of ways.entries()) {
    const others = ways.filter((_, other) => other !== index);
    for (const reading of way as Judged[]) {
      const contested = reading.rewrite.edits.find(edit =>
        others.some(other => contests(edit, other)),
      );
      if (contested && !reading.reason) {
        reading.reason = {
          kind: 'unproved',
          message:
            'What stands here has another meaning in another branch of the template. Migrate the query by hand.',
        };
        drafts.push({ ...reading.reason, start: contested.start });
      }
    }
  }
  spreadReasons(readings);
  const kept = readings.filter(({ reason }) => !reason);
  return {
    edits: withoutRepeats(kept.flatMap(({ rewrite }) => rewrite.edits)),
    drafts: [
      ...drafts.filter(draft => isFree(draft, readings, kept)),
      ...readings
        .flatMap(describeLeft)
        .filter(({ start }) => !drafts.some(draft => draft.start === start)),
    ],
    known: readings.flatMap(({ rewrite }) => rewrite.known),
    references: readings.flatMap(({ rewrite }) => rewrite.references),
    outputs: kept.flatMap(({ rewrite }) => rewrite.outputs),
    calls: new Set(readings.flatMap(({ rewrite }) => [...rewrite.calls])),
  };
}

/** Whether a way that shows the place does not change it in the same manner. */
function contests(edit: Edit, way: StatementReading[]): boolean {
  const isHidden = way[0]?.hidden.some(
    ({ start, end }) => start <= edit.start && edit.end <= end,
  );
  return (
    !isHidden &&
    !way.some(({ rewrite }) => rewrite.edits.some(other => same(other, edit)))
  );
}

/** A statement that shares text or a relation with one that is left is left too. */
function spreadReasons(readings: Judged[]) {
  let spread = true;
  while (spread) {
    spread = false;
    for (const reading of readings.filter(({ reason }) => !reason)) {
      const neighbour = readings.find(
        other => other.reason && areTied(other, reading),
      );
      if (neighbour) {
        reading.reason = neighbour.reason;
        spread = true;
      }
    }
  }
}

function areTied(a: StatementReading, b: StatementReading): boolean {
  const sharesText = a.start < b.end && b.start < a.end;
  return (
    sharesText ||
    [...a.rewrite.calls].some(
      call => call?.target === 'old' && b.rewrite.calls.has(call),
    )
  );
}

/** The comment for a judgement is not written where the statement is left. */
function isFree(draft: Draft, readings: Judged[], kept: Judged[]): boolean {
  return (
    draft.kind !== 'judgement' ||
    kept.length === readings.length ||
    kept.some(({ rewrite }) => rewrite.drafts.includes(draft))
  );
}

/** One finding for each read of the old dataset that none speaks of yet. */
function describeLeft({ reason, rewrite }: Judged): Draft[] {
  if (!reason || rewrite.drafts.some(({ kind }) => kind !== 'judgement')) {
    return [];
  }
  const calls = [...rewrite.calls].filter(call => call?.target === 'old');
  return [...rewrite.references, ...calls].flatMap(read =>
    read
      ? [
          {
            kind: reason.kind,
            start: read.start,
            message: `The query is left as it is. ${reason.message}`,
          },
        ]
      : [],
  );
}

function withoutRepeats(edits: Edit[]): Edit[] {
  return edits.filter(
    (edit, index) => edits.findIndex(other => same(other, edit)) === index,
  );
}

function same(a: Edit, b: Edit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}
