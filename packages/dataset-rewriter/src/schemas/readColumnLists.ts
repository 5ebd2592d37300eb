import { SchemaError, type TableSchema } from './TableSchema';

/** True for what has keys and is no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of objects with a name each, as columns; `typeOf` says what type one has. */
export function readColumnList(
  value: unknown,
  place: string,
  typeOf: (column: Record<string, unknown>) => string | undefined,
): TableSchema['columns'] {
  if (!Array.isArray(value)) {
    throw new SchemaError(`has no list of columns at ${place}`);
  }
  return value.map((column: unknown, index) => {
    if (!isRecord(column) || typeof column.name !== 'string') {
      throw new SchemaError(
        `has a column without a name at ${place}[${index}]; write { name: … }`,
      );
    }
    const type = typeOf(column);
    return { name: column.name, ...(type !== undefined && { type }) };
  });
}

/** The value when it is text that says something. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
