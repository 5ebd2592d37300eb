import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  type MappingContract,
  parseContract,
  type ParseContractResult,
  renderContractProblems,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { mendOfFileError } from '../mendOfFileError';
import { UsageError } from '../UsageError';

export interface ReadContractFileOptions {
  /** Option or argument that names the file. */
  field: string;
  file: string;
  workingDirectory: string;
}

/** The contract in a file; a `UsageError` with all problems if it is not one. */
export async function readContractFile(
  options: ReadContractFileOptions,
): Promise<MappingContract> {
  const { contract, problems } = await parseContractFile(options);
  if (problems) {
    throw new UsageError({
      field: options.field,
      value: options.file,
      mend: `is refused; mend this:\n${renderContractProblems(problems)}`,
    });
  }
  return contract;
}

/** What a file says as a contract, or what is wrong with it. */
export async function parseContractFile(
  options: ReadContractFileOptions,
): Promise<ParseContractResult> {
  return parseContract(await readText(options));
}

async function readText(options: ReadContractFileOptions): Promise<string> {
  const { field, file, workingDirectory } = options;
  const content = await readFile(resolve(workingDirectory, file)).catch(
    (error: unknown) => {
      const mend = `${mendOfFileError(
        error,
      )}; give the file of a mapping contract`;
      throw new UsageError({ field, value: file, mend, cause: error });
    },
  );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch (error) {
    const mend = 'is not UTF-8 text; save the contract as UTF-8';
    throw new UsageError({ field, value: file, mend, cause: error });
  }
}
