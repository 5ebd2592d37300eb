import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fillIn } from './configuredAgent.mjs';

it('puts in what a configuration names of the environment', () => {
  assert.deepEqual(
    fillIn({ a: ['${KEY}', 1], b: { c: 'x-${KEY}-y', d: null } }, { KEY: 'k' }),
    { a: ['k', 1], b: { c: 'x-k-y', d: null } },
  );
});

it('says what the environment does not have', () => {
  assert.throws(() => fillIn({ a: '${GONE}' }, {}), /names GONE/);
});
