import type { PlannedField } from '../../contract/planMoves';
import type { Passage } from '../scope/Relation';
import type { Contribution } from './nameOutputs';

/** An output that could take the new name of the column that it gives. */
export interface FlowCandidate {
  passage: Passage;
  field: PlannedField;
}

/**
 * The outputs that take the new names of their columns, by their old keys. Only a plain rename does: the value behind a
 * field with an expression is another one than that of the new column, so that it keeps the old name. An output keeps its
 * name too where another one may have the new name already.
 */
export function findFlowing(
  contributions: Contribution[],
): Map<string, Passage> {
  const flowing = new Map<string, Passage>();
  for (const contribution of contributions) {
    for (const [key, { passage, field }] of contribution.candidates ?? []) {
      const to = field.to?.toLowerCase();
      if (to !== undefined && isFree(key, to, contribution, contributions)) {
        flowing.set(key, {
          dataset: passage.dataset,
          madeUp: passage.madeUp,
          hidden: new Set(),
          only: new Set([key]),
        });
      }
    }
  }
  return flowing;
}

function isFree(
  key: string,
  to: string,
  own: Contribution,
  all: Contribution[],
): boolean {
  const others = all.filter(other => other !== own);
  return (
    !own.columns.has(to) &&
    isOnly(to, own) &&
    others.every(
      ({ open, columns, candidates, passages }) =>
        !open &&
        !columns.has(to) &&
        !columns.has(key) &&
        ![...(candidates?.values() ?? [])].some(
          ({ field }) => field.to?.toLowerCase() === to,
        ) &&
        !passages.some(passage => newNamesOf(passage).includes(to)),
    )
  );
}

/** Whether a list in place of one star gives the new name once. */
function isOnly(to: string, { candidates }: Contribution): boolean {
  const alike = [...(candidates?.values() ?? [])].filter(
    ({ field }) => field.to?.toLowerCase() === to,
  );
  return alike.length === 1;
}

/** The names under which the columns of a passage come through that change. */
export function newNamesOf({ dataset: { move }, only }: Passage): string[] {
  const fields = [...move.fields.entries()].filter(
    ([key]) => only?.has(key) ?? true,
  );
  return [
    ...fields.flatMap(([, { to }]) => to?.toLowerCase() ?? []),
    ...(only ? [] : move.addedColumns),
  ];
}
