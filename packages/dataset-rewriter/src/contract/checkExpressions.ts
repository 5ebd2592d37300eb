import {
  adviseColumn,
  type ContractProblem,
  type DatasetMove,
  type FieldMapping,
  type MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { type SqlDialect } from '../sql/parse/dialects';
import { loadSqlParser } from '../sql/parse/parseScript';
import { dialectOfMove } from './deriveOldColumns';
import { markBraces } from './markColumns';
import { readExpression } from './readExpression';

/** A piece of SQL of the contract, with what it is measured by. */
interface PlacedSql {
  path: string;
  sql: string;
  move: DatasetMove;
  dialect: SqlDialect;
}

/**
 * What is wrong with the SQL of a contract, which takes a parser to see: `parseContract` has to have accepted it before.
 * @public
 */
export async function checkExpressions(
  contract: MappingContract,
): Promise<ContractProblem[]> {
  await loadSqlParser();
  return contract.spec.datasets.flatMap((move, index) => {
    const path = `spec.datasets[${index}]`;
    const dialect = dialectOfMove(contract, move);
    return [
      ...move.fields.flatMap((field, position) =>
        checkField(field, {
          path: `${path}.fields[${position}]`,
          move,
          dialect,
        }),
      ),
      ...(move.rows
        ? checkPredicate({
            path: `${path}.rows.where`,
            sql: move.rows.where,
            move,
            dialect,
          })
        : []),
    ];
  });
}

function checkField(
  field: FieldMapping,
  { path, ...rest }: Omit<PlacedSql, 'sql'>,
): ContractProblem[] {
  return [
    ...(field.expression === undefined
      ? []
      : checkExpression({
          path: `${path}.expression`,
          sql: field.expression,
          ...rest,
        })),
    ...(field.default === undefined
      ? []
      : checkDefault({ path: `${path}.default`, sql: field.default, ...rest })),
  ];
}

/** Each column stands in braces, and each pair of braces where a column may stand. */
function checkExpression({
  path,
  sql,
  move,
  dialect,
}: PlacedSql): ContractProblem[] {
  const marked = markBraces(sql);
  const reading = readExpression(marked.sql, dialect);
  const refuse = (mend: string) => [
    {
      path,
      value: sql,
      mend: marked.fill(mend, column => `{${column}}`),
    },
  ];
  if (reading.problem !== undefined) {
    return refuse(reading.problem);
  }
  const isMark = (name: string) => marked.fill(name, () => '{}') === '{}';
  const bare = reading.columns.find(({ name }) => !isMark(name));
  if (bare) {
    return refuse(mendOfBareColumn(bare.name, move));
  }
  return reading.columns.length < marked.places
    ? refuse(
        'has braces where no column can stand; write each {column} as a value',
      )
    : [];
}

function mendOfBareColumn(name: string, move: DatasetMove): string {
  const known = columnsOf(move);
  return known?.some(column => sameColumn(column, name)) ?? true
    ? `reads ${name} without braces; write {${name}}, so that the rewrite can tell whose column it is`
    : `reads ${name}, which is not a column of ${
        move.to.entityRef
      }; ${adviseColumn(name, known ?? [])}`;
}

/** A default stands where a column was read, whatever the row. */
function checkDefault({ path, sql, dialect }: PlacedSql): ContractProblem[] {
  const reading = readExpression(sql, dialect);
  if (reading.problem !== undefined) {
    return [{ path, value: sql, mend: reading.problem }];
  }
  const [column] = reading.columns;
  const mend =
    column &&
    `reads the column ${column.name}, and a default is the same for every row; write text in single quotes, or a constant`;
  return column ? [{ path, value: sql, mend }] : [];
}

/** The columns of the predicate stand without braces, and are those of the new dataset. */
function checkPredicate({
  path,
  sql,
  move,
  dialect,
}: PlacedSql): ContractProblem[] {
  const reading = readExpression(sql, dialect);
  if (reading.problem !== undefined) {
    return [{ path, value: sql, mend: reading.problem }];
  }
  if (reading.columns.length === 0) {
    const mend = `reads no column of ${move.to.entityRef}, so it keeps all rows or none; say which rows belong to the old dataset`;
    return [{ path, value: sql, mend }];
  }
  const known = columnsOf(move);
  const unknown = new Set(
    reading.columns
      .map(({ name }) => name)
      .filter(name => known && !known.some(column => sameColumn(column, name))),
  );
  return [...unknown].map(name => ({
    path,
    value: sql,
    mend: `reads ${name}, which is not a column of ${
      move.to.entityRef
    }; ${adviseColumn(name, known ?? [])}`,
  }));
}

function columnsOf(move: DatasetMove): string[] | undefined {
  return move.to.schema?.map(({ name }) => name);
}

function sameColumn(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
