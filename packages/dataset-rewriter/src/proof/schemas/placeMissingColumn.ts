import type { SelectScope } from '../statements/readNames';
import type { PreparedStatement, TableUse } from '../statements/prepareScript';

const QUALIFIED =
  /(?:Table|Values list) "([^"]+)" does not have a column named "([^"]+)"/;
const UNQUALIFIED = /Referenced column "([^"]+)" not found in FROM clause/;
const UPDATED = /Referenced update column (\S+) not found/;
const CORRELATED = /Referenced table "([^"]+)" not found/;
const JOINED = /Column "([^"]+)" does not exist on (?:left|right) side/;

/** A column that a query names and that may belong to tables nobody described, likeliest first. */
export interface MissingColumn {
  column: string;
  tables: TableUse[];
}

/** Reads from a complaint of the database which column it misses, and where that may belong. */
export function placeMissingColumn(
  problem: string,
  statement: PreparedStatement,
): MissingColumn | undefined {
  const open = statement.uses.filter(({ table }) => !table.isDescribed);
  const stars = open.filter(({ isStar }) => isStar);
  const qualified = QUALIFIED.exec(problem);
  if (qualified) {
    const [, qualifier, column] = qualified;
    const named = open.filter(use => same(use.qualifier, qualifier));
    const isNamed = statement.uses.some(use => same(use.qualifier, qualifier));
    return { column, tables: isNamed ? named : stars };
  }
  const correlated = CORRELATED.exec(problem);
  if (correlated) {
    const [, qualifier] = correlated;
    const tables = open.filter(use => same(use.qualifier, qualifier));
    const unknown = statement.names.columns.find(
      ({ identifier, qualifier: written = '' }) =>
        same(written, qualifier) &&
        tables.some(
          ({ table }) => !table.columns.has(identifier.name.toLowerCase()),
        ),
    );
    return unknown && { column: unknown.identifier.name, tables };
  }
  const unqualified = UNQUALIFIED.exec(problem);
  if (unqualified) {
    const [, column] = unqualified;
    const near = statement.names.columns
      .filter(({ identifier }) => same(identifier.name, column))
      .flatMap(({ scope }) => tablesNear(scope, open));
    return { column, tables: [...near, ...stars] };
  }
  const updated = UPDATED.exec(problem);
  if (updated) {
    const tables = open.filter(
      ({ table }) => table === statement.target?.table,
    );
    return { column: updated[1].replace(/"/g, ''), tables };
  }
  const joined = JOINED.exec(problem);
  return joined ? { column: joined[1], tables: open } : undefined;
}

/** From the innermost SELECT outwards. */
function tablesNear(
  scope: SelectScope | undefined,
  open: TableUse[],
): TableUse[] {
  return scope
    ? [
        ...open.filter(use => use.scope === scope),
        ...tablesNear(scope.parent, open),
      ]
    : [];
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
