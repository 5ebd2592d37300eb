import { pathStem } from '../contract/pathStem';
import type { PlannedMove, Relation } from '../contract/planMoves';
import { expressionPattern } from './expressionPattern';
import { createFilterMatcher } from './matchAddedFilter';

/** What the contract lets change into what. */
export interface Vocabulary {
  columns: [string, string][];
  /** A name, and the word that has to follow so that it is a part of the dataset's name. */
  words: { from: string; to: string; next?: string }[];
  calls: { from: Relation; to: Relation }[];
  substitutes: { column: string; pattern: string }[];
  matchFilter: ReturnType<typeof createFilterMatcher>;
}

/** Reads what the moves of a contract let change. */
export function readVocabulary(moves: PlannedMove[]): Vocabulary {
  const fields = moves.flatMap(move => [...move.fields.values()]);
  return {
    columns: fields.flatMap(({ name, to }): [string, string][] =>
      to === undefined ? [] : [[name, to]],
    ),
    words: moves.flatMap(({ tables, relations, fullNames }) => [
      ...fullNames,
      ...fullNames.map(({ from, to }) => ({
        from: pathStem(from),
        to: pathStem(to),
      })),
      ...tables.flatMap(({ from, to }) => pairParts(from, to)),
      ...relations.flatMap(({ from, to }) =>
        from.kind === to.kind
          ? pairParts(spell(from).split('.'), spell(to).split('.'))
          : [],
      ),
    ]),
    calls: moves.flatMap(({ relations }) => relations),
    matchFilter: createFilterMatcher(moves),
    substitutes: fields.flatMap(({ name, expression }) =>
      expression === undefined
        ? []
        : [{ column: name, pattern: expressionPattern(expression) }],
    ),
  };
}

/** Parts from the right; a part that is not the last needs the next one behind it. */
function pairParts(from: string[], to: string[]): Vocabulary['words'] {
  const shared = Math.min(from.length, to.length);
  const parts: Vocabulary['words'] = [];
  for (let fromEnd = 1; fromEnd <= shared; fromEnd += 1) {
    const old = from[from.length - fromEnd];
    const now = to[to.length - fromEnd];
    if (old !== now) {
      parts.push({ from: old, to: now, next: from[from.length - fromEnd + 1] });
    }
  }
  const suffixes = [];
  for (let length = 2; length <= shared; length += 1) {
    suffixes.push({
      from: from.slice(-length).join('.'),
      to: to.slice(-length).join('.'),
    });
  }
  return [...parts, ...suffixes];
}

/** A relation of dbt as its names with dots between. */
export function spell(relation: Relation): string {
  if (relation.kind === 'source') {
    return `${relation.source}.${relation.table}`;
  }
  const { package: owner, model, version } = relation;
  return [owner, model, version === undefined ? undefined : `v=${version}`]
    .filter(part => part !== undefined)
    .join('.');
}
