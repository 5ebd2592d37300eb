import type { MoveContext } from './checkMoves';
import type { ContractProblem, DatasetName } from './MappingContract';
import { kindOfName, pairPlacedNames, textOfName } from './pairNames';

/** Every name needs its counterpart on the other side. */
export function checkNamePairs({ path, move }: MoveContext): ContractProblem[] {
  const { unpairedFrom, unpairedTo } = pairPlacedNames(move);
  return [
    ...unpairedFrom.map(({ name, index }) => ({
      path: `${path}.from.names[${index}]`,
      value: textOfName(name),
      mend: `has no counterpart; names are paired by platform and order, so add a ${kindOfName(
        name,
      )} name to to.names, or remove this one`,
    })),
    ...unpairedTo.map(({ name, index }) => ({
      path: `${path}.to.names[${index}]`,
      value: textOfName(name),
      mend: `has no counterpart; names are paired by platform and order, so add a ${kindOfName(
        name,
      )} name to from.names, or remove this one`,
    })),
  ];
}

/**
 * A pattern has to be one on both sides of a pair, since what `*` stands for is carried over; unless a field says which
 * column of the one new table holds what the shards had in their names.
 */
export function checkNamePatterns({
  path,
  move,
}: MoveContext): ContractProblem[] {
  const keepsSuffix = move.fields.some(
    ({ from }) => from?.toUpperCase() === '_TABLE_SUFFIX',
  );
  return pairPlacedNames(move).pairs.flatMap(({ from, to }) => {
    const becomesOneTable = keepsSuffix && !isPattern(to.name);
    if (isPattern(from.name) === isPattern(to.name) || becomesOneTable) {
      return [];
    }
    const [side, plain] = isPattern(from.name) ? ['to', to] : ['from', from];
    const other = side === 'to' ? from : to;
    return [
      {
        path: `${path}.${side}.names[${plain.index}]`,
        value: textOfName(plain.name),
        mend: `is paired with the pattern ${textOfName(
          other.name,
        )}; end both names in *, or neither`,
      },
    ];
  });
}

/** `*` stands for the rest of a name, so nothing may follow it. */
export function checkNameStars({ path, move }: MoveContext): ContractProblem[] {
  return (['from', 'to'] as const).flatMap(side =>
    move[side].names
      .map((name, index) => ({ text: textOfName(name), name, index }))
      .filter(({ text, name }) => {
        const stem = name.platform === 'dbt' ? text : text.replace(/\*$/, '');
        return stem.includes('*');
      })
      .map(({ text, name, index }) => ({
        path: `${path}.${side}.names[${index}]`,
        value: text,
        mend:
          name.platform === 'dbt'
            ? 'is a pattern, and dbt names are not; list each model or source'
            : 'has a * that is not its last letter; only the end of a name may be left open',
      })),
  );
}

/** A name belongs to one dataset and one side; otherwise nobody could tell old from new. */
export function checkNameClashes(
  moves: readonly MoveContext[],
): ContractProblem[] {
  const oldPlaces = new Map<string, string>();
  const repeated: ContractProblem[] = [];
  for (const { path, name } of placesOf(moves, 'from')) {
    const first = oldPlaces.get(identityOf(name));
    if (first === undefined) {
      oldPlaces.set(identityOf(name), path);
    } else {
      repeated.push({
        path,
        value: textOfName(name),
        mend: `stands already at ${first}; remove one of the two`,
      });
    }
  }
  const onBothSides = placesOf(moves, 'to').flatMap(({ path, name }) => {
    const old = oldPlaces.get(identityOf(name));
    return old === undefined
      ? []
      : [
          {
            path,
            value: textOfName(name),
            mend: `is also an old name, at ${old}; old and new names must differ, or code that moved looks as if it had not`,
          },
        ];
  });
  return [...repeated, ...onBothSides];
}

function placesOf(
  moves: readonly MoveContext[],
  side: 'from' | 'to',
): { path: string; name: DatasetName }[] {
  return moves.flatMap(({ path, move }) =>
    move[side].names.map((name, index) => ({
      path: `${path}.${side}.names[${index}]`,
      name,
    })),
  );
}

function isPattern(name: DatasetName): boolean {
  return textOfName(name).endsWith('*');
}

function identityOf(name: DatasetName): string {
  const dbtPackage =
    name.platform === 'dbt' && 'ref' in name
      ? [name.package ?? '', name.version ?? '']
      : [];
  return JSON.stringify([kindOfName(name), textOfName(name), ...dbtPackage]);
}
