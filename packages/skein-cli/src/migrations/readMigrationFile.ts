import { dirname, resolve } from 'node:path';
import {
  parseDatasetMigration,
  renderContractProblems,
  type DatasetMigrationSettings,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { parseDocument } from 'yaml';
import { readTextFile } from '../readTextFile';
import { UsageError } from '../UsageError';

/** What a file wants a migration to be; what it does not say is left as it is. */
export interface WantedMigration extends DatasetMigrationSettings {
  /** Text of the mapping contract. */
  contract: string;
}

export interface MigrationFile {
  wanted: WantedMigration;
  /** Who is to own it; absent when the file is a contract alone. */
  ownerRef?: string;
}

/**
 * A migration as it is kept in Git: a `DatasetMigration`, which may name the file of its contract as files of the catalog do, or a
 * mapping contract alone.
 * @throws UsageError when the file is neither
 */
export async function readMigrationFile(options: {
  file: string;
  workingDirectory: string;
}): Promise<MigrationFile> {
  const { file, workingDirectory } = options;
  const text = await readTextFile({
    field: 'FILE',
    file,
    workingDirectory,
    what: 'a migration',
  });
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    throw new UsageError({
      field: 'FILE',
      value: file,
      mend: `is no YAML: ${document.errors[0].message}`,
    });
  }
  const content: unknown = document.toJS();
  if (Object(content).kind === 'MappingContract') {
    return { wanted: { contract: text } };
  }
  const { wanted, problems } = parseDatasetMigration(
    await withContract(content, resolve(workingDirectory, dirname(file))),
  );
  if (problems) {
    throw new UsageError({
      field: 'FILE',
      value: file,
      mend: `is no DatasetMigration; mend this:\n${renderContractProblems(
        problems,
      )}`,
    });
  }
  const { contractText, settings, ownerRef } = wanted;
  return { wanted: { contract: contractText, ...settings }, ownerRef };
}

/** The document with the text of the file that it names in the place of its name; the catalog does the same. */
async function withContract(
  content: unknown,
  folder: string,
): Promise<unknown> {
  const spec: unknown = Object(content).spec;
  const named: unknown = Object(Object(spec).contract);
  const { $text, $yaml, $json } = named as Record<string, unknown>;
  const file = $text ?? $yaml ?? $json;
  if (typeof file !== 'string') {
    return content;
  }
  const contract = await readTextFile({
    field: 'spec.contract',
    file,
    workingDirectory: folder,
    what: 'a mapping contract',
  });
  return { ...Object(content), spec: { ...Object(spec), contract } };
}
