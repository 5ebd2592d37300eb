import assert from 'node:assert/strict';
import { it } from 'node:test';
import { renderMisses, renderResults } from './renderResults.mjs';

it('says with what an agent worked, and what came of it', () => {
  const [, , line] = renderResults([
    {
      agent: 'loop',
      model: 'big-1',
      promptVersion: '2',
      sum: {
        cases: 4,
        asExpected: 3,
        differs: 1,
        gaveUp: 0,
        failed: 0,
        rounds: 0.5,
        dollars: 0.25,
        judged: 4,
        trueVetoes: 1,
        falseVetoes: 0,
      },
    },
  ]).split('\n');

  assert.match(
    line,
    /\| loop +\| big-1 \| 2 +\| 4 +\| 75 % of 4 +\| 1 .*\| 0\.5 +\| \$0\.2500 \| 1 \/ 0/,
  );
});

it('names what is wrong with a case', () => {
  assert.equal(
    renderMisses([
      { name: 'a', result: 'asExpected' },
      { name: 'b', result: 'gaveUp', reason: 'Too hard.' },
      {
        name: 'c',
        result: 'differs',
        missing: ['x.sql'],
        over: [],
        wrong: ['y'],
      },
    ]),
    '  b: gaveUp. Too hard.\n  c: differs. missing: x.sql; wrong: y',
  );
});
