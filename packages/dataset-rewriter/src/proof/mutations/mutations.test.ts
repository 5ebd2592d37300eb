import { join } from 'node:path';
import { measureMutations, type MutationResult } from './measureMutations';
import { MUTATION_CLASSES, type Mutation } from './mutatePatch';
import { readEstatePatches, readProofPatches } from './readRightPatches';
import { renderCatchRates } from './renderCatchRates';

jest.setTimeout(240_000);

const root = join(__dirname, '../../../../..');

/** One fault of each class. */
function oneOfEach(mutations: Mutation[]): Mutation[] {
  return MUTATION_CLASSES.flatMap(
    kind => mutations.find(mutation => mutation.kind === kind) ?? [],
  );
}

describe('mutations', () => {
  const results: MutationResult[] = [];

  beforeAll(async () => {
    const patches = [
      ...(await readEstatePatches(root, ['fraud-checks'])),
      ...readProofPatches(root).slice(0, 2),
    ];
    for (const patch of patches) {
      results.push(...(await measureMutations(patch, oneOfEach)));
    }
  });

  it('has faults of each class', () => {
    expect(new Set(results.map(({ kind }) => kind))).toEqual(
      new Set(MUTATION_CLASSES),
    );
  });

  it('finds every fault by some rung', () => {
    expect(
      results
        .filter(({ caughtBy }) => !caughtBy.length)
        .map(({ kind, patch, what }) => `${kind}: ${patch}: ${what}`),
    ).toEqual([]);
  });

  it('finds what changes results without looking at the text', () => {
    const changing = results.filter(
      ({ kind, path, provable }) =>
        path.endsWith('.sql') &&
        provable.includes('E5') &&
        ['swapped columns', 'lost filter'].includes(kind),
    );

    expect(changing.length).toBeGreaterThan(0);
    expect(
      changing
        .filter(
          ({ caughtBy }) =>
            !caughtBy.includes('E3') && !caughtBy.includes('E5'),
        )
        .map(({ patch, what }) => `${patch}: ${what}`),
    ).toEqual([]);
  });

  it('prints a table', () => {
    expect(renderCatchRates(results)).toMatch(/^class +faults +E1/);
  });
});
