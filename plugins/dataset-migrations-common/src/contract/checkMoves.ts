import { columnNames } from './checkFields';
import { checkSqlBalance } from './checkSql';
import type {
  ContractProblem,
  DatasetMove,
  DatasetSide,
} from './MappingContract';

/** What must not stand in a name that is put into SQL, Python, YAML and paths, in words; undefined if there is nothing. */
export function findFault(name: string): string | undefined {
  if (/\p{Cc}|[\u2028\u2029]/u.test(name)) {
    return 'a line break or another control character';
  }
  if (/\p{Cs}/u.test(name)) {
    return 'half of a character';
  }
  const [found] = /["'`\\{};]/.exec(name) ?? [];
  return found && `the character ${found}`;
}

/** A move, with its place. */
export interface MoveContext {
  /** Path of the move, for example `spec.datasets[0]`. */
  path: string;
  move: DatasetMove;
}

const FULL_ENTITY_REF = /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/;

/** Both sides name their entity in full, so that nothing depends on defaults. */
export function checkEntityRefs({
  path,
  move,
}: MoveContext): ContractProblem[] {
  const problems = (['from', 'to'] as const)
    .filter(side => !FULL_ENTITY_REF.test(move[side].entityRef))
    .map(side => ({
      path: `${path}.${side}.entityRef`,
      value: move[side].entityRef,
      mend: 'is not a full entity reference; write kind:namespace/name, for example resource:default/user-activity-v1',
    }));
  if (
    move.from.entityRef.toLocaleLowerCase('en-US') ===
    move.to.entityRef.toLocaleLowerCase('en-US')
  ) {
    problems.push({
      path: `${path}.to.entityRef`,
      value: move.to.entityRef,
      mend: 'is the old dataset itself; name the dataset that replaces it',
    });
  }
  return problems;
}

/** A schema lists each column once. */
export function checkSchemas({ path, move }: MoveContext): ContractProblem[] {
  return (['from', 'to'] as const).flatMap(side =>
    findRepeated(columnNames(move[side]) ?? []).map(
      ({ name, index, first }) => ({
        path: `${path}.${side}.schema[${index}].name`,
        value: name,
        mend: `is listed already, as schema[${first}]; remove one of the two`,
      }),
    ),
  );
}

/** An old column has one fate. Case does not count, as in most warehouses. */
export function checkRepeatedFields({
  path,
  move,
}: MoveContext): ContractProblem[] {
  return findRepeated(move.fields.map(field => field.from)).map(
    ({ name, index, first }) => ({
      path: `${path}.fields[${index}].from`,
      value: name,
      mend: `has a field already, fields[${first}]; keep one of the two`,
    }),
  );
}

/** An old column that no field names has to live on under its name. */
export function checkUnmappedColumns({
  path,
  move,
}: MoveContext): ContractProblem[] {
  const named = new Set(move.fields.map(field => field.from));
  const unnamed = (move.from.schema ?? [])
    .map(({ name }, index) => ({ name, index }))
    .filter(({ name }) => !named.has(name));
  const newColumns = columnNames(move.to);
  if (newColumns === undefined) {
    return unnamed.length === 0
      ? []
      : [
          missingSchema(
            path,
            move.to,
            unnamed.map(({ name }) => name),
          ),
        ];
  }
  const kept = new Set(newColumns);
  const spellings = new Map(newColumns.map(name => [name.toLowerCase(), name]));
  return unnamed
    .filter(({ name }) => !kept.has(name))
    .map(({ name, index }) => {
      const spelling = spellings.get(name.toLowerCase());
      return {
        path: `${path}.from.schema[${index}].name`,
        value: name,
        mend: spelling
          ? `differs from ${spelling} of ${move.to.entityRef} in case only; spell both alike, or add a field with from: ${name} and to: ${spelling}`
          : `has neither a field nor a column of the same name in ${move.to.entityRef}; add a field with from: ${name} and to, or change: dropped with a note`,
      };
    });
}

/** A name goes into other people's code as it is, so it must not be able to end what it stands in. */
export function checkColumnSpelling({
  path,
  move,
}: MoveContext): ContractProblem[] {
  const listed = (['from', 'to'] as const).flatMap(side =>
    (columnNames(move[side]) ?? []).map((name, index) => ({
      path: `${path}.${side}.schema[${index}].name`,
      name,
    })),
  );
  const fields = move.fields.flatMap((field, index) =>
    [field.from ?? [], field.to ?? []].flat().map(name => ({
      path: `${path}.fields[${index}]`,
      name,
    })),
  );
  const schemasKnown = move.from.schema && move.to.schema;
  return [...listed, ...(schemasKnown ? [] : fields)]
    .map(place => ({ ...place, fault: findFault(place.name) }))
    .flatMap(({ path: place, name, fault }) =>
      fault === undefined
        ? []
        : [
            {
              path: place,
              value: name,
              mend: `has ${fault}, which no name of a column may have; write the name alone`,
            },
          ],
    );
}

/** The predicate on rows is put into queries as it is; its columns stand without braces. */
export function checkRows({ path, move }: MoveContext): ContractProblem[] {
  if (!move.rows) {
    return [];
  }
  const place = `${path}.rows.where`;
  const problems = checkSqlBalance({ path: place, sql: move.rows.where });
  return /[{}]/.test(move.rows.where)
    ? [
        ...problems,
        {
          path: place,
          value: move.rows.where,
          mend: 'has braces; write new columns by their plain names',
        },
      ]
    : problems;
}

function missingSchema(
  path: string,
  side: DatasetSide,
  columns: string[],
): ContractProblem {
  return {
    path: `${path}.to.schema`,
    mend: `is missing, so nobody can tell whether ${
      side.entityRef
    } still has ${columns.join(
      ', ',
    )}; list its columns, or add a field for each of these`,
  };
}

/** Names that come again, with the place where each came first. */
function findRepeated(
  names: readonly (string | undefined)[],
): { name: string; index: number; first: number }[] {
  const firstPlaces = new Map<string, number>();
  return names.flatMap((name, index) => {
    if (name === undefined) {
      return [];
    }
    const first = firstPlaces.get(name.toLowerCase());
    if (first === undefined) {
      firstPlaces.set(name.toLowerCase(), index);
      return [];
    }
    return [{ name, index, first }];
  });
}
