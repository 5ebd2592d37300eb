import { InputError } from '@backstage/errors';
import {
  parseContract,
  renderContractProblems,
  type MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** The contract that a text spells; throws `InputError` with every problem of it at once. */
export function requireContract(text: string): MappingContract {
  const parsed = parseContract(text);
  if (parsed.problems) {
    throw new InputError(
      `The contract cannot be used:\n${renderContractProblems(
        parsed.problems,
      )}`,
    );
  }
  return parsed.contract;
}
