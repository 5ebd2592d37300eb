import type { Platform } from '@skein/backstage-plugin-dataset-migrations-common';

/**
 * A table as its schema file describes it.
 * @public
 */
export interface TableSchema {
  /** As the file spells it; absent in formats that name no table. */
  name?: string;
  columns: { name: string; type?: string }[];
}

/**
 * A file that describes one or more tables.
 * @public
 */
export interface SchemaFile {
  path: string;
  text: string;
  /** The SQL that DDL is written in. */
  dialect: Platform;
}

/**
 * A schema file that cannot be read: what is wrong and what to do instead, in words that follow its name.
 * @public
 */
export class SchemaError extends Error {
  readonly name = 'SchemaError';
}
