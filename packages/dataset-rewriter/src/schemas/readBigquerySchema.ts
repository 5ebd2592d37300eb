import { isRecord, readColumnList, textOf } from './readColumnLists';
import type { TableSchema } from './TableSchema';

const PLAIN_TYPES: Record<string, string> = {
  INTEGER: 'INT64',
  FLOAT: 'FLOAT64',
  BOOLEAN: 'BOOL',
  RECORD: 'STRUCT',
};

/** The columns of BigQuery's own JSON, as `bq show --schema` or the API gives it. */
export function readBigquerySchema(document: unknown): TableSchema[] {
  const owner =
    isRecord(document) && isRecord(document.schema)
      ? document.schema
      : document;
  const fields = isRecord(owner) ? owner.fields : owner;
  const columns = readColumnList(fields, 'fields', typeOfField);
  return [{ name: nameOf(document), columns }];
}

function typeOfField(field: Record<string, unknown>): string | undefined {
  const type = textOf(field.type)?.toUpperCase();
  if (type === undefined) {
    return undefined;
  }
  const plain = PLAIN_TYPES[type] ?? type;
  const whole =
    plain === 'STRUCT' ? `STRUCT<${membersOf(field.fields)}>` : plain;
  return textOf(field.mode)?.toUpperCase() === 'REPEATED'
    ? `ARRAY<${whole}>`
    : whole;
}

function membersOf(fields: unknown): string {
  return readColumnList(fields ?? [], 'fields', typeOfField)
    .map(({ name, type }) => (type ? `${name} ${type}` : name))
    .join(', ');
}

function nameOf(document: unknown): string | undefined {
  const reference = isRecord(document) ? document.tableReference : undefined;
  return isRecord(reference)
    ? [reference.projectId, reference.datasetId, reference.tableId].join('.')
    : undefined;
}
