import { isRecord, readColumnList, textOf } from './readColumnLists';
import { SchemaError, type TableSchema } from './TableSchema';

/** The models, seeds, snapshots and source tables that a YAML file of dbt describes with columns. */
export function readDbtSchema(
  document: Record<string, unknown>,
): TableSchema[] {
  const models = ['models', 'seeds', 'snapshots'].flatMap(kind =>
    listOf(document[kind], kind).map(model => ({
      place: `${kind} ${String(model.name)}`,
      name: String(model.name),
      node: model,
    })),
  );
  const sources = listOf(document.sources, 'sources').flatMap(source =>
    listOf(source.tables, 'tables').map(table => ({
      place: `source ${String(source.name)}.${String(table.name)}`,
      name: `${String(source.name)}.${String(table.name)}`,
      node: table,
    })),
  );
  const tables = [...models, ...sources]
    .filter(({ node }) => node.columns !== undefined)
    .map(({ place, name, node }) => ({
      name,
      columns: readColumnList(node.columns, `columns of ${place}`, column =>
        textOf(column.data_type),
      ),
    }));
  if (tables.length === 0) {
    throw new SchemaError(
      'describes no model or source with columns; list them under columns',
    );
  }
  return tables;
}

function listOf(value: unknown, key: string): Record<string, unknown>[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value) || !value.every(isRecord)) {
    throw new SchemaError(`has something at ${key} that is no list of tables`);
  }
  return value;
}
