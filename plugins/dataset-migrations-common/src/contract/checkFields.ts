import {
  checkExpressionBraces,
  checkSqlBalance,
  findExpressionColumns,
} from './checkSql';
import { findNearestName } from './findNearestName';
import type {
  ContractProblem,
  DatasetMove,
  DatasetSide,
  FieldMapping,
} from './MappingContract';
import { PSEUDO_COLUMNS } from './pseudoColumns';

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
  if (
    field.from === undefined ||
    PSEUDO_COLUMNS.includes(field.from) ||
    hasColumn(move.from, field.from)
  ) {
    return [];
  }
  return [unknownColumn(`${path}.from`, field.from, move.from)];
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
    mend: `is not a column of ${move.to.entityRef}; ${adviseName(
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
  return field.default === undefined
    ? []
    : checkSqlBalance({ path: `${path}.default`, sql: field.default });
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

function hasColumn(side: DatasetSide, column: string): boolean {
  return columnNames(side)?.includes(column) ?? true;
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
  const advice = adviseName(column, columnNames(side) ?? []);
  const mend = `is not a column of ${side.entityRef}; ${advice}`;
  return { path, value: column, mend };
}

/** What to write instead of a name that is not known. */
function adviseName(name: string, known: readonly string[]): string {
  const nearest = findNearestName(name, known);
  if (nearest) {
    return `did you mean ${nearest}?`;
  }
  return known.length > 0
    ? `use one of ${known.join(', ')}`
    : 'no column of it is known; list its columns in schema';
}
