import { renderTable } from './renderTable';

/** A table of the fields that somebody has asked for, in that order; what is no text is shown as JSON. */
export function renderFields(
  fields: readonly string[],
  rows: readonly object[],
): string {
  return renderTable(
    fields.map(field => ({
      title: field.toLocaleUpperCase('en-US'),
      value: (row: object) => renderValue(valueAt(row, field.split('.'))),
    })),
    rows,
  );
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  if (path.length === 0 || value === undefined) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(each => valueAt(each, path));
  }
  const [name, ...rest] = path;
  return valueAt(Object(value)[name], rest);
}

function renderValue(value: unknown): string | undefined {
  return typeof value === 'string' || value === undefined
    ? value
    : JSON.stringify(value);
}
