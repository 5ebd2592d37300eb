import {
  type MappingContract,
  type ParseContractResult,
  renderContractProblems,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { parseWholeContract } from '@skein/dataset-rewriter';
import { readTextFile } from '../readTextFile';
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
  return parseWholeContract(
    await readTextFile({ ...options, what: 'a mapping contract' }),
  );
}
