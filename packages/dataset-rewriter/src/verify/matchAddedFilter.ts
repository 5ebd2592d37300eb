import type { PlannedMove } from '../contract/planMoves';
import { expressionPattern } from './expressionPattern';

/** Text that a contract's `rows.where` explains. */
export interface AddedFilter {
  /** Where it ends. */
  end: number;
  /** Whether it opens a parenthesis around the condition that follows. */
  opens: boolean;
}

/** Prepares the search for the predicates of a contract where they are added to a query. */
export function createFilterMatcher(
  moves: PlannedMove[],
): (after: string, at: number) => AddedFilter | undefined {
  const predicates = moves.flatMap(({ rows, fields }) => {
    const suffix = fields.get('_table_suffix')?.expression;
    return [
      ...(rows ? [expressionPattern(rows.where)] : []),
      ...(suffix === undefined
        ? []
        : [`${expressionPattern(suffix)} = '\\w+'`]),
    ];
  });
  if (!predicates.length) {
    return () => undefined;
  }
  const one = predicates.map(p => `(?:${p}|\\(${p}\\))`).join('|');
  const all = `(?:${one})(?:\\s+and\\s+(?:${one}))*`;
  const added = new RegExp(`\\s*(?:where|and)\\s+${all}`, 'iy');
  const inFront = new RegExp(`\\s*${all}\\s+and\\s+\\(`, 'iy');
  return (after, at) => {
    for (const [pattern, opens] of [
      [inFront, true],
      [added, false],
    ] as const) {
      pattern.lastIndex = at;
      if (pattern.test(after)) {
        return { end: pattern.lastIndex, opens };
      }
    }
    return undefined;
  };
}
