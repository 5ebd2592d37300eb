import { isRecord, readColumnList, textOf } from './readColumnLists';
import type { TableSchema } from './TableSchema';

const LOGICAL_TYPES: Record<string, string | undefined> = {
  date: 'DATE',
  'time-millis': 'TIME',
  'time-micros': 'TIME',
  'timestamp-millis': 'TIMESTAMP',
  'timestamp-micros': 'TIMESTAMP',
  'local-timestamp-millis': 'TIMESTAMP',
  'local-timestamp-micros': 'TIMESTAMP',
  uuid: 'STRING',
};

const TYPES: Record<string, string | undefined> = {
  string: 'STRING',
  enum: 'STRING',
  int: 'INT',
  long: 'BIGINT',
  float: 'FLOAT',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  bytes: 'BYTES',
};

/** The fields of an Avro record as columns. */
export function readAvroSchema(
  document: Record<string, unknown>,
): TableSchema[] {
  const columns = readColumnList(document.fields, 'fields', field =>
    typeOfAvro(field.type),
  );
  return [{ name: textOf(document.name), columns }];
}

function typeOfAvro(type: unknown): string | undefined {
  if (Array.isArray(type)) {
    const [only, ...others] = type.filter(member => member !== 'null');
    return others.length === 0 ? typeOfAvro(only) : undefined;
  }
  if (isRecord(type)) {
    const logical = LOGICAL_TYPES[String(type.logicalType)];
    return logical ?? (isRecord(type.type) ? undefined : typeOfAvro(type.type));
  }
  return typeof type === 'string' ? TYPES[type] : undefined;
}
