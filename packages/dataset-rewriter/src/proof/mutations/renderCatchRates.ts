import {
  PROOF_RUNGS,
  type MutationResult,
  type ProofRung,
} from './measureMutations';
import { MUTATION_CLASSES } from './mutatePatch';

/** The share of faults that each rung sees, for each class, among the patches that reach the rung. */
export function renderCatchRates(results: MutationResult[]): string {
  const rows = MUTATION_CLASSES.map(kind => {
    const own = results.filter(result => result.kind === kind);
    return [
      kind,
      String(own.length),
      ...PROOF_RUNGS.map(rung => rateOf(own, rung)),
      share(
        own.filter(({ caughtBy }) => caughtBy.length > 0).length,
        own.length,
      ),
    ];
  });
  const table = [['class', 'faults', ...PROOF_RUNGS, 'any rung'], ...rows];
  const widths = table[0].map((_, column) =>
    Math.max(...table.map(row => row[column].length)),
  );
  return table
    .map(row => row.map((cell, at) => cell.padEnd(widths[at])).join('  '))
    .join('\n');
}

function rateOf(results: MutationResult[], rung: ProofRung): string {
  const reached = results.filter(({ provable }) => provable.includes(rung));
  const caught = reached.filter(({ caughtBy }) => caughtBy.includes(rung));
  return share(caught.length, reached.length);
}

function share(part: number, whole: number): string {
  return whole ? `${Math.round((100 * part) / whole)} % of ${whole}` : '–';
}
