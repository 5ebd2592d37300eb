import { basename, extname } from 'node:path';
import {
  type DatasetName,
  draftContract,
  type DraftContractSide,
  type Platform,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { readSchemaFile, type TableSchema } from '@skein/dataset-rewriter';
import type { Command } from 'commander';
import { parsePlatform } from '../parsePlatform';
import { readTextFile } from '../readTextFile';
import { UsageError } from '../UsageError';
import type { CommandContext } from './CommandContext';

interface DraftFlags {
  from: string;
  to: string;
  fromTable?: string;
  toTable?: string;
  dialect: string;
  name?: string;
}

/** `skein contract draft`. */
export function addDraftCommand(
  parent: Command,
  { terminal }: CommandContext,
): void {
  parent
    .command('draft')
    .description(
      'Prints a contract to start from, out of the schemas of both tables.',
    )
    .requiredOption(
      '--from <FILE>',
      'schema of the old table: DDL, BigQuery JSON, dbt YAML, JSON Schema or Avro',
    )
    .requiredOption('--to <FILE>', 'schema of the new table')
    .option('--from-table <NAME>', 'which table of the first file')
    .option('--to-table <NAME>', 'which table of the second file')
    .option('--dialect <NAME>', 'platform of both tables', 'bigquery')
    .option('--name <NAME>', 'name of the contract')
    .addHelpText(
      'after',
      '\nWhat has no namesake of the same type is marked "change: judgement": code that reads it is left until a human decides.',
    )
    .action(async (flags: DraftFlags) => {
      const platform = parsePlatform('--dialect', flags.dialect);
      const read = (side: 'from' | 'to', table?: string) =>
        readSide({
          field: `--${side}`,
          file: flags[side],
          table,
          platform,
          workingDirectory: terminal.workingDirectory,
        });
      terminal.stdout.write(
        draftContract({
          name: flags.name,
          from: await read('from', flags.fromTable),
          to: await read('to', flags.toTable),
        }),
      );
    });
}

interface ReadSideOptions {
  field: string;
  file: string;
  table?: string;
  platform: Exclude<Platform, 'dbt'>;
  workingDirectory: string;
}

async function readSide(options: ReadSideOptions): Promise<DraftContractSide> {
  const { field, file, platform } = options;
  const text = await readTextFile({ ...options, what: 'a schema' });
  const tables = await readSchemaFile({
    path: file,
    text,
    dialect: platform,
  }).catch((error: Error) => {
    throw new UsageError({
      field,
      value: file,
      mend: error.message,
      cause: error,
    });
  });
  const table = chooseTable(tables, options);
  const name = options.table ?? table.name ?? nameOfFile(file);
  return {
    entityRef: `resource:default/${entityNameOf(name)}`,
    names: [nameOfTable(name, { file, platform })],
    schema: table.columns,
  };
}

function chooseTable(
  tables: TableSchema[],
  { field, file, table }: ReadSideOptions,
): TableSchema {
  const chosen =
    table === undefined || tables.every(({ name }) => name === undefined)
      ? tables
      : tables.filter(({ name }) => name === table);
  if (chosen.length === 1) {
    return chosen[0];
  }
  const known = tables.map(({ name }) => name).join(', ');
  throw new UsageError({
    field: table === undefined ? field : `${field}-table`,
    value: table ?? file,
    mend:
      table === undefined
        ? `describes ${tables.length} tables; say which one with ${field}-table: ${known}`
        : `is not a table of ${file}; use one of ${known}`,
  });
}

/** YAML of dbt names models, or tables of a source with a dot; every other format names the table itself. */
function nameOfTable(
  name: string,
  { file, platform }: Pick<ReadSideOptions, 'file' | 'platform'>,
): DatasetName {
  if (!/\.ya?ml$/i.test(file)) {
    return { platform, name };
  }
  return name.includes('.')
    ? { platform: 'dbt', source: name }
    : { platform: 'dbt', ref: name };
}

function nameOfFile(file: string): string {
  return basename(file, extname(file));
}

function entityNameOf(name: string): string {
  const last = name.split('.').pop() ?? name;
  return last.replace(/[^a-zA-Z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'table';
}
