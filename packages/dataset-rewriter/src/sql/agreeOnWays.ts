import { createSpanIndex, type SpanIndex } from '../edits/createSpanIndex';
import type { Span } from '../edits/Edit';
import type { Draft } from '../findings/Draft';
import type { Edit } from '../types';
import { createTieFinder } from './createTieFinder';
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
export function agreeOnWays(found: StatementReading[][]): SqlRewrite {
  const ways: Judged[][] = found;
  const readings = ways.flat();
  const drafts = readings.flatMap(({ rewrite }) => rewrite.drafts);
  for (const reading of readings) {
    reading.reason = reading.rewrite.drafts.find(
      ({ kind }) => kind !== 'judgement',
    );
  }
  spreadReasons(ways);
  const changes = ways.map(readChanges);
  for (const [index, way] of ways.entries()) {
    const others = changes.filter((_, other) => other !== index);
    for (const reading of way) {
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
  spreadReasons(ways);
  const kept = readings.filter(({ reason }) => !reason);
  const keptDrafts = new Set(kept.flatMap(({ rewrite }) => rewrite.drafts));
  const spokenOf = new Set(drafts.map(({ start }) => start));
  return {
    edits: withoutRepeats(kept.flatMap(({ rewrite }) => rewrite.edits)),
    drafts: [
      // the comment for a judgement is not written where the statement is left
      ...drafts.filter(
        draft =>
          draft.kind !== 'judgement' ||
          kept.length === readings.length ||
          keptDrafts.has(draft),
      ),
      ...readings
        .flatMap(describeLeft)
        .filter(({ start }) => !spokenOf.has(start)),
    ],
    known: readings.flatMap(({ rewrite }) => rewrite.known),
    references: readings.flatMap(({ rewrite }) => rewrite.references),
    outputs: kept.flatMap(({ rewrite }) => rewrite.outputs),
    calls: new Set(readings.flatMap(({ rewrite }) => [...rewrite.calls])),
  };
}

/** What one way changes, and what it leaves out. */
interface WayChanges {
  hidden: SpanIndex;
  edits: Set<string>;
}

function readChanges(way: StatementReading[]): WayChanges {
  return {
    hidden: createSpanIndex(way[0]?.hidden ?? []),
    edits: new Set(way.flatMap(({ rewrite }) => rewrite.edits.map(keyOf))),
  };
}

/** Whether a way that shows the place does not change it in the same manner. */
function contests(edit: Edit, { hidden, edits }: WayChanges): boolean {
  return !hidden.covers(edit) && !edits.has(keyOf(edit));
}

/** A statement that shares text or a relation with one that is left is left too. */
function spreadReasons(ways: Judged[][]) {
  const left = ways.flat().filter(({ reason }) => reason);
  if (!left.length) {
    return;
  }
  const findTied = createTieFinder(ways);
  // a list that grows while it is gone through gives what is added too
  for (const reading of left) {
    for (const tied of findTied(reading)) {
      if (!tied.reason) {
        tied.reason = reading.reason;
        left.push(tied);
      }
    }
  }
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
  const seen = new Set<string>();
  return edits.filter(edit => {
    const isNew = !seen.has(keyOf(edit));
    seen.add(keyOf(edit));
    return isNew;
  });
}

function keyOf({ start, end, text }: Edit): string {
  return `${start} ${end} ${text}`;
}
