import { measureMutations, type MutationResult } from './measureMutations';
import {
  readEstatePatches,
  readFixturePatches,
  readProofPatches,
} from './readRightPatches';
import { renderCatchRates } from './renderCatchRates';

/** Damages every right patch that the project has, and prints which rungs see it; gives whether every fault was seen. */
export async function printMutations(options: {
  /** Folder of the project. */
  root: string;
  write(text: string): unknown;
}): Promise<boolean> {
  const sets = [
    {
      name: 'The local estate',
      patches: await readEstatePatches(options.root),
    },
    { name: 'Pairs written by hand', patches: readProofPatches(options.root) },
    {
      name: "The rewriter's fixtures",
      patches: await readFixturePatches(options.root),
    },
  ];
  const missed: MutationResult[] = [];
  for (const { name, patches } of sets) {
    const results: MutationResult[] = [];
    for (const patch of patches) {
      results.push(...(await measureMutations(patch)));
    }
    const provable = results.filter(result => result.provable.includes('E5'));
    options.write(`\n${name}\n${renderCatchRates(results)}\n`);
    options.write(
      `\n${name}, where E5 can be proved\n${renderCatchRates(provable)}\n`,
    );
    missed.push(...results.filter(({ caughtBy }) => !caughtBy.length));
  }
  for (const { kind, patch, path, what } of missed) {
    options.write(`not caught: ${kind}: ${patch}: ${path}: ${what}\n`);
  }
  return missed.length === 0;
}
