import { findFault, type MoveContext } from './checkMoves';
import type { ContractProblem, DatasetName } from './MappingContract';
import { kindOfName, pairPlacedNames, textOfName } from './pairNames';
import { isTableSuffix } from './pseudoColumns';

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

/** A pattern has to be one on both sides of a pair, since what `*` stands for is carried over; unless a column now says it. */
export function checkNamePatterns({
  path,
  move,
}: MoveContext): ContractProblem[] {
  const suffixHasField = move.fields.some(field => isTableSuffix(field.from));
  return pairPlacedNames(move).pairs.flatMap(({ from, to }) => {
    if (
      isPattern(from.name) === isPattern(to.name) ||
      (isPattern(from.name) && suffixHasField)
    ) {
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
        )}; end both names in *, or neither${
          side === 'to'
            ? ', or add a field with from: _TABLE_SUFFIX that says where the rest of the name went'
            : ''
        }`,
      },
    ];
  });
}

/** A name is put into code, and looked for in it, as it is. */
export function checkNameSpelling({
  path,
  move,
}: MoveContext): ContractProblem[] {
  return (['from', 'to'] as const).flatMap(side =>
    move[side].names.flatMap((name, index) =>
      partsOfName(name).flatMap(({ key, text }) => {
        const mend = mendOfSpelling(name, text);
        return mend === undefined
          ? []
          : [
              {
                path: `${path}.${side}.names[${index}].${key}`,
                value: text,
                mend,
              },
            ];
      }),
    ),
  );
}

function partsOfName(name: DatasetName): { key: string; text: string }[] {
  if (name.platform !== 'dbt') {
    return [{ key: 'name', text: name.name }];
  }
  if ('source' in name) {
    return [{ key: 'source', text: name.source }];
  }
  return [
    { key: 'ref', text: name.ref },
    ...(name.package === undefined
      ? []
      : [{ key: 'package', text: name.package }]),
  ];
}

function mendOfSpelling(
  { platform }: DatasetName,
  text: string,
): string | undefined {
  const fault = findFault(text);
  if (fault !== undefined) {
    return `has ${fault}, which no name may have; write it without quotes and templates`;
  }
  if (platform === 'path' && text.split('/').includes('..')) {
    return 'climbs with ..; write the path in full';
  }
  if (/^[\W_]*\*$/.test(text)) {
    return 'stands for everything; write how the names begin';
  }
  if (platform === 'path' || platform === 'topic') {
    return undefined;
  }
  if (text.split('.').some(part => part.trim() === '')) {
    return 'has an empty part; write each part of the name, with one dot between two';
  }
  return platform === 'dbt' && /[/:|<>?]/.test(text)
    ? 'is not the name of a model or source; write it as ref or source has it, without folder'
    : undefined;
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
  const patterns = placesOf(moves, 'from').filter(({ name }) => isOpen(name));
  const onBothSides = placesOf(moves, 'to').flatMap(({ path, name }) => {
    const old = oldPlaces.get(identityOf(name));
    const covering = patterns.find(pattern => covers(pattern.name, name));
    if (old === undefined && covering) {
      const mend = `lies within the old name ${textOfName(covering.name)}, at ${
        covering.path
      }; old and new names must differ, or code that moved looks as if it had not`;
      return [{ path, value: textOfName(name), mend }];
    }
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

/** Whether more names begin so: a pattern, or a folder. */
function isOpen(name: DatasetName): boolean {
  return (
    isPattern(name) ||
    (name.platform === 'path' && textOfName(name).endsWith('/'))
  );
}

function covers(open: DatasetName, name: DatasetName): boolean {
  const stem = normalTextOf(open).replace(/\*$/, '');
  return (
    kindOfName(open) === kindOfName(name) &&
    normalTextOf(name).startsWith(stem) &&
    normalTextOf(name) !== stem
  );
}

/** Platforms where two names that differ in case are two names. */
const CASE_COUNTS: ReadonlySet<string> = new Set([
  'bigquery',
  'mysql',
  'clickhouse',
  'dbt',
  'lookml',
  'path',
  'topic',
]);

function normalTextOf(name: DatasetName): string {
  return CASE_COUNTS.has(name.platform)
    ? textOfName(name)
    : textOfName(name).toLowerCase();
}

function isPattern(name: DatasetName): boolean {
  return textOfName(name).endsWith('*');
}

function identityOf(name: DatasetName): string {
  const dbtPackage =
    name.platform === 'dbt' && 'ref' in name
      ? [name.package ?? '', name.version ?? '']
      : [];
  return JSON.stringify([kindOfName(name), normalTextOf(name), ...dbtPackage]);
}
