import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../../paths.mjs';
import { FAULTS } from '../faults/index.mjs';
import { INVARIANTS } from '../invariants/index.mjs';
import { applyPatch } from './applyPatch.mjs';
import { MUTATIONS } from './MUTATIONS.mjs';

describe('the planted faults', () => {
  for (const { name, patches, expected, faults } of MUTATIONS) {
    it(`${name} still fits the sources`, async () => {
      const changed = new Map();
      for (const patch of patches) {
        const source =
          changed.get(patch.file) ??
          (await fs.readFile(path.join(ROOT, patch.file), 'utf8'));
        changed.set(patch.file, applyPatch(source, patch));
      }
      assert.ok(changed.size > 0);
    });

    it(`${name} is to be found by an invariant that is looked at while the run goes on`, () => {
      const live = INVARIANTS.filter(({ isLive }) => isLive).map(
        ({ id }) => id,
      );

      assert.ok(expected.every(id => live.includes(id)));
      assert.ok(faults.every(fault => Object.hasOwn(FAULTS, fault)));
    });
  }

  it('are refused when the source has moved on', () => {
    const patch = { file: 'a.ts', find: 'gone', replace: '' };

    assert.throws(
      () => applyPatch('something else', patch),
      /holds this 0 times/,
    );
    assert.throws(() => applyPatch('gone, gone', patch), /holds this 2 times/);
  });
});
