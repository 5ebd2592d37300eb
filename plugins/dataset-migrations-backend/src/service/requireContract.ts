import { InputError } from '@backstage/errors';
import {
  renderContractProblems,
  type MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { parseWholeContract } from '@skein/dataset-rewriter';

/** The contract that a text spells; throws `InputError` with every problem of it at once. */
export async function requireContract(text: string): Promise<MappingContract> {
  const { contract, problems } = await parseWholeContract(text);
  if (problems) {
    throw new InputError(
      `The contract cannot be used:\n${renderContractProblems(problems)}`,
    );
  }
  return contract;
}
