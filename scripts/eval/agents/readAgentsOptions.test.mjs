import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readAgentsOptions } from './readAgentsOptions.mjs';

it('takes all cases and two dollars unless told otherwise', () => {
  const { cases, dollars, judge } = readAgentsOptions([]);

  assert.deepEqual([cases, dollars, judge], [undefined, 2, false]);
  assert.deepEqual(readAgentsOptions(['--cases', 'a,b']).cases, ['a', 'b']);
});

for (const [args, message] of [
  [['--dollars', '0'], /--dollars: "0" is not a number above 0/],
  [['--config', 'a.yaml'], /give both, or none/],
  [['--wrong'], /npm run eval -- agents/],
]) {
  it(`refuses ${args.join(' ')}`, () => {
    assert.throws(() => readAgentsOptions(args), message);
  });
}
