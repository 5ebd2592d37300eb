import { branchName, type BranchNameOptions } from '../branchName';

/** A branch of its own beside that of the patch; the same for the same revert of a target. */
export function revertBranchName(
  options: BranchNameOptions & { number: number },
): string {
  const { number } = options;
  return `${branchName(options)}-revert${number > 1 ? `-${number}` : ''}`;
}
