/**
 * Under which generation the pull request and the pushes of a revert are kept: the n-th of a target under -n, so that
 * nothing ever takes them for those of a patch.
 */
export function revertGeneration(number: number): number {
  return -number;
}

/** The number of the revert that a generation stands for; undefined for the generation of a patch. */
export function revertNumber(generation: number): number | undefined {
  return generation < 0 ? -generation : undefined;
}
