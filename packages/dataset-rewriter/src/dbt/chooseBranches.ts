import type { Span } from '../edits/Edit';
import type { ConditionalBlock, TemplateBranch } from './readBlocks';

/** So many ways through a template are looked at. */
const MOST_WAYS = 8;

/**
 * Ways through a template, as the spans that each of them leaves out. Each branch is on one of the ways, unless there
 * are too many of them.
 */
export function chooseBranches(conditionals: ConditionalBlock[]): Span[][] {
  const seen = new Set<TemplateBranch>();
  const ways: Span[][] = [];
  do {
    const hidden: Span[] = [];
    walk(conditionals, seen, hidden);
    ways.push(hidden);
  } while (
    ways.length < MOST_WAYS &&
    !conditionals.every(block => isDone(block, seen))
  );
  return ways;
}

function walk(
  blocks: ConditionalBlock[],
  seen: Set<TemplateBranch>,
  hidden: Span[],
) {
  for (const block of blocks) {
    const chosen =
      block.branches.find(branch => !isBranchDone(branch, seen)) ??
      block.branches.at(0);
    hidden.push(
      ...block.neverTaken,
      ...block.branches.filter(branch => branch !== chosen),
    );
    if (chosen) {
      seen.add(chosen);
      walk(chosen.blocks, seen, hidden);
    }
  }
}

function isDone({ branches }: ConditionalBlock, seen: Set<TemplateBranch>) {
  return branches.every(branch => isBranchDone(branch, seen));
}

function isBranchDone(
  branch: TemplateBranch,
  seen: Set<TemplateBranch>,
): boolean {
  return seen.has(branch) && branch.blocks.every(b => isDone(b, seen));
}
