import { isRecord, textOf } from './readColumnLists';
import { SchemaError, type TableSchema } from './TableSchema';

const FORMATS = { 'date-time': 'TIMESTAMP', date: 'DATE', time: 'TIME' };

const TYPES: Record<string, string | undefined> = {
  string: 'STRING',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
};

/** The properties of a JSON Schema as columns. */
export function readJsonSchema(
  document: Record<string, unknown>,
): TableSchema[] {
  const { properties } = document;
  if (!isRecord(properties) || Object.keys(properties).length === 0) {
    throw new SchemaError(
      'is a JSON Schema without properties; give the schema of one row',
    );
  }
  const columns = Object.entries(properties).map(([name, property]) => {
    const type = typeOfProperty(property);
    return { name, ...(type !== undefined && { type }) };
  });
  return [{ name: textOf(document.title), columns }];
}

function typeOfProperty(property: unknown): string | undefined {
  if (!isRecord(property)) {
    return undefined;
  }
  const types = [property.type]
    .flat()
    .filter(type => typeof type === 'string' && type !== 'null');
  const format = textOf(property.format);
  if (types.length !== 1) {
    return undefined;
  }
  return format === 'date-time' || format === 'date' || format === 'time'
    ? FORMATS[format]
    : TYPES[String(types[0])];
}
