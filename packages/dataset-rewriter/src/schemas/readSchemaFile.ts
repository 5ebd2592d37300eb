import { parse } from 'yaml';
import { loadSqlParser } from '../sql/parse/parseScript';
import { readAvroSchema } from './readAvroSchema';
import { readBigquerySchema } from './readBigquerySchema';
import { isRecord } from './readColumnLists';
import { readDbtSchema } from './readDbtSchema';
import { readDdl } from './readDdl';
import { readJsonSchema } from './readJsonSchema';
import { type SchemaFile, SchemaError, type TableSchema } from './TableSchema';

const UNKNOWN =
  'is no schema that is known; give CREATE TABLE statements, the JSON of a BigQuery schema, a YAML file of dbt, a JSON Schema or an Avro schema';

/**
 * The tables that a file describes: DDL, BigQuery's JSON, dbt's YAML, JSON Schema or Avro, told apart by what is in it.
 * Throws `SchemaError`.
 * @public
 */
export async function readSchemaFile(file: SchemaFile): Promise<TableSchema[]> {
  const text = file.text.replace(/^\ufeff/, '');
  if (
    /\.(sql|ddl)$/i.test(file.path) ||
    /\bcreate\b[^;]*\btable\b/i.test(text)
  ) {
    await loadSqlParser();
    return readDdl({ ...file, text });
  }
  const document = readDocument(text);
  if (Array.isArray(document)) {
    return readBigquerySchema(document);
  }
  if (!isRecord(document)) {
    throw new SchemaError(UNKNOWN);
  }
  if (document.type === 'record') {
    return readAvroSchema(document);
  }
  if ('properties' in document || '$schema' in document) {
    return readJsonSchema(document);
  }
  if (
    ['models', 'sources', 'seeds', 'snapshots'].some(key => key in document)
  ) {
    return readDbtSchema(document);
  }
  if ('fields' in document || isRecord(document.schema)) {
    return readBigquerySchema(document);
  }
  throw new SchemaError(UNKNOWN);
}

/** JSON is YAML as well. */
function readDocument(text: string): unknown {
  try {
    return parse(text, { merge: false, maxAliasCount: 100 });
  } catch {
    throw new SchemaError(UNKNOWN);
  }
}
