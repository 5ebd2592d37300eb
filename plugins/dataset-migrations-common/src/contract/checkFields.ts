import {
  checkExpressionBraces,
  checkSqlBalance,
  findExpressionColumns,
} from './checkSql';
import { adviseColumn } from './findNearestName';
import type {
  ContractProblem,
  DatasetMove,
  DatasetSide,
  FieldMapping,
} from './MappingContract';
import { isPseudoColumn, isTableSuffix } from './pseudoColumns';

/** A field, with its place and the move that it belongs to. */
export interface FieldContext {
  /** Path of the field, for example `spec.datasets[0].fields[3]`. */
  path: string;
  field: FieldMapping;
  move: DatasetMove;
}

/** `from` has to be a column of the old schema, or a pseudo-column. */
export function checkFieldSource({
  path,
  field,
  move,
}: FieldContext): ContractProblem[] {
  if (field.from === undefined || hasColumn(move.from, field.from)) {
    return [];
  }
  return isPseudoColumn(field.from)
    ? checkPseudoColumn({ path, field, move })
    : [unknownColumn(`${path}.from`, field.from, move.from)];
}

/** Only BigQuery adds these columns, and the suffix is what stands for `*`, as text. */
function checkPseudoColumn({
  path,
  field,
  move,
}: FieldContext): ContractProblem[] {
  const platforms = move.from.names.map(({ platform }) => platform);
  const value = field.from;
  if (platforms.every(name => name !== 'bigquery' && name !== 'dbt')) {
    const mend = `is a column that only BigQuery adds, and no old name is of BigQuery; remove the field, or add the name`;
    return [{ path: `${path}.from`, value, mend }];
  }
  const type = move.to.schema?.find(({ name }) => name === field.to)?.type;
  if (
    !isTableSuffix(value) ||
    field.expression !== undefined ||
    type === undefined ||
    /^(string|varchar|text|char)/i.test(type)
  ) {
    return [];
  }
  const mend = `is missing; a suffix is text such as 20260131 and ${field.to} is of type ${type}, so say how the one follows from the other, for example FORMAT_DATE('%Y%m%d', {${field.to}})`;
  return [{ path: `${path}.expression`, mend }];
}

/** `to` has to be a column of the new schema, or several. */
export function checkFieldDestination({
  path,
  field,
  move,
}: FieldContext): ContractProblem[] {
  return namedDestinations(field)
    .map(({ suffix, column }) => ({ path: `${path}.to${suffix}`, column }))
    .filter(({ column }) => !hasColumn(move.to, column))
    .map(({ path: place, column }) => unknownColumn(place, column, move.to));
}

/** Each kind of change has keys that it needs and keys that would mean nothing. */
export function checkFieldKeys({
  path,
  field,
}: FieldContext): ContractProblem[] {
  const needed = (key: keyof FieldMapping, mend: string): ContractProblem[] =>
    field[key] === undefined ? [{ path: `${path}.${key}`, mend }] : [];
  const meaningless = (key: keyof FieldMapping, mend: string) =>
    field[key] === undefined
      ? []
      : [{ path: `${path}.${key}`, value: String(field[key]), mend }];
  const onlyForDropped = meaningless(
    'default',
    'means nothing here: a default stands for a column with change: dropped; remove it',
  );

  switch (field.change) {
    case 'added':
      return [
        ...needed('to', 'is missing; name the column that is new'),
        ...meaningless('from', 'means nothing for change: added; remove it'),
        ...meaningless(
          'expression',
          'means nothing for change: added; remove it',
        ),
        ...onlyForDropped,
      ];
    case 'dropped':
      return [
        ...needed('from', 'is missing; name the column that is gone'),
        ...meaningless(
          'to',
          'contradicts change: dropped; remove it, or remove the change',
        ),
        ...meaningless(
          'expression',
          'contradicts change: dropped; remove it, or write what may stand for the column into default',
        ),
      ];
    case 'judgement':
      return [
        ...needed('from', 'is missing; name the column to decide about'),
        ...onlyForDropped,
      ];
    default:
      return [
        ...needed(
          'from',
          'is missing; name the old column, or write change: added',
        ),
        ...needed(
          'to',
          'is missing; name the new column, or write change: dropped or change: judgement',
        ),
        ...onlyForDropped,
      ];
  }
}

/** One value cannot be several columns: somebody has to say how they make the old one. */
export function checkFieldSplit({
  path,
  field,
}: FieldContext): ContractProblem[] {
  if (Array.isArray(field.to) && new Set(field.to).size < field.to.length) {
    const mend = 'names a column twice; name each one once';
    return [{ path: `${path}.to`, value: field.to.join(', '), mend }];
  }
  if (
    Array.isArray(field.to) &&
    field.to.length === 1 &&
    field.change === undefined &&
    field.expression === undefined
  ) {
    const mend = `is a list of one; write ${field.to[0]} alone`;
    return [{ path: `${path}.to`, value: field.to.join(', '), mend }];
  }
  if (
    !Array.isArray(field.to) ||
    field.to.length < 2 ||
    field.change !== undefined ||
    field.expression !== undefined
  ) {
    return [];
  }
  const mend = `is missing; say how ${field.to.join(
    ' and ',
  )} make the old value, for example CONCAT({${field.to.join("}, ' ', {")}})`;
  return [{ path: `${path}.expression`, mend }];
}

/** Whoever has to decide needs to be told why. */
export function checkFieldNote({
  path,
  field,
}: FieldContext): ContractProblem[] {
  if (
    (field.change !== 'judgement' && field.change !== 'dropped') ||
    field.note !== undefined
  ) {
    return [];
  }
  const mend =
    field.change === 'judgement'
      ? 'is missing; say what the people whose code reads the column have to decide'
      : 'is missing; say why the column is gone and what to do without it';
  return [{ path: `${path}.note`, mend }];
}

/** An expression has to be whole, and may read only columns of the new schema. */
export function checkFieldExpression({
  path,
  field,
  move,
}: FieldContext): ContractProblem[] {
  const { expression } = field;
  if (expression === undefined) {
    return [];
  }
  const place = `${path}.expression`;
  const unreadable = [
    ...checkSqlBalance({ path: place, sql: expression }),
    ...checkExpressionBraces({ path: place, expression }),
  ];
  if (unreadable.length > 0) {
    return unreadable;
  }
  const known =
    columnNames(move.to) ??
    namedDestinations(field).map(({ column }) => column);
  const unknown = new Set(
    findExpressionColumns(expression).filter(column => !known.includes(column)),
  );
  return [...unknown].map(column => ({
    path: place,
    value: `{${column}}`,
    mend: `is not a column of ${move.to.entityRef}; ${adviseColumn(
      column,
      known,
    )}`,
  }));
}

/** What may stand for a dropped column is put into queries as it is. */
export function checkFieldDefault({
  path,
  field,
}: FieldContext): ContractProblem[] {
  if (field.default === undefined) {
    return [];
  }
  const place = `${path}.default`;
  const problems = checkSqlBalance({ path: place, sql: field.default });
  return problems.length === 0 && /[{}]/.test(field.default)
    ? [
        {
          path: place,
          value: field.default,
          mend: 'has braces, and a default is the same for every row; to read a column, write to and expression without change: dropped',
        },
      ]
    : problems;
}

/** Every rule about one field, in the order in which people read the field. */
export function checkField(context: FieldContext): ContractProblem[] {
  return [
    checkFieldKeys,
    checkFieldSource,
    checkFieldDestination,
    checkFieldSplit,
    checkFieldExpression,
    checkFieldNote,
    checkFieldDefault,
  ].flatMap(check => check(context));
}

/** The columns of a side; undefined when its schema is not known. */
export function columnNames(side: DatasetSide): string[] | undefined {
  return side.schema?.map(column => column.name);
}

/** Looked up once for each field of a schema that may have thousands. */
const columnSets = new WeakMap<object, Set<string>>();

function hasColumn({ schema }: DatasetSide, column: string): boolean {
  if (!schema) {
    return true;
  }
  const known =
    columnSets.get(schema) ?? new Set(schema.map(({ name }) => name));
  columnSets.set(schema, known);
  return known.has(column);
}

function namedDestinations(
  field: FieldMapping,
): { suffix: string; column: string }[] {
  if (Array.isArray(field.to)) {
    return field.to.map((column, index) => ({ suffix: `[${index}]`, column }));
  }
  return field.to === undefined ? [] : [{ suffix: '', column: field.to }];
}

function unknownColumn(
  path: string,
  column: string,
  side: DatasetSide,
): ContractProblem {
  const advice = adviseColumn(column, columnNames(side) ?? []);
  const mend = `is not a column of ${side.entityRef}; ${advice}`;
  return { path, value: column, mend };
}
