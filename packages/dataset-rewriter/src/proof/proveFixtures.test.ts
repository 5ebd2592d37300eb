import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { toProofOptions } from './mutations/measureMutations';
import { readFixturePatches } from './mutations/readRightPatches';
import { proveRewrite } from './proveRewrite';

jest.setTimeout(240_000);

const root = join(__dirname, '../../../..');
const rules = readdirSync(join(__dirname, '../../fixtures')).filter(name =>
  name.endsWith('.yml'),
);

/** A rewrite that a person has checked may be more than the proof can follow, but never wrong. */
describe('the fixtures of the rewriter', () => {
  it.each(rules)('%s: no rung fails', async rule => {
    const failed: string[] = [];
    for (const patch of await readFixturePatches(root, [rule])) {
      const { binds, sameResults } = await proveRewrite(toProofOptions(patch));
      for (const { status, detail } of [binds, sameResults]) {
        if (status === 'failed') {
          failed.push(`${patch.name}: ${detail}`);
        }
      }
    }

    expect(failed).toEqual([]);
  });

  it('is proved in the dialect of each platform', async () => {
    const patches = await readFixturePatches(root, ['platforms.yml']);

    for (const patch of patches) {
      expect(await proveRewrite(toProofOptions(patch))).toMatchObject({
        binds: { status: 'proved' },
        sameResults: { status: 'proved' },
      });
    }
    expect(patches.length).toBeGreaterThan(1);
  });
});
