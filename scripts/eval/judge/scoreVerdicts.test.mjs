import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { spread } from './listJudgeCases.mjs';
import { renderCost, renderVerdicts } from './renderVerdicts.mjs';
import { scoreVerdicts, sumVerdicts } from './scoreVerdicts.mjs';

const said = (kind, verdict, passes = true) => ({ kind, verdict, passes });

const RESULTS = [
  said('nothing wrong', 'accept'),
  said('nothing wrong', 'veto'),
  said('lost filter', 'veto', false),
  said('lost filter', 'veto'),
  said('lost filter', 'accept'),
  said('lost filter', 'undecided'),
  said('lost filter', 'notAsked'),
];

describe('scores of a judge', () => {
  it('tell false vetoes from true ones, and what verifiers let through from what they do not', () => {
    const [right, filter] = scoreVerdicts(RESULTS);

    assert.deepEqual(
      [right.right, right.judged, right.veto, right.accept],
      [true, 2, 1, 1],
    );
    assert.deepEqual(
      [filter.judged, filter.veto, filter.undecided, filter.notAsked],
      [4, 2, 1, 1],
    );
    assert.deepEqual([filter.passed.judged, filter.passed.veto], [3, 1]);
  });

  it('add up over all classes', () => {
    const { right, wrong } = sumVerdicts(RESULTS);

    assert.deepEqual([right.veto, right.judged], [1, 2]);
    assert.deepEqual([wrong.veto, wrong.judged], [2, 4]);
  });

  it('are a table that says what is out of what', () => {
    const lines = renderVerdicts(scoreVerdicts(RESULTS)).split('\n');

    assert.match(lines[2], /nothing wrong \(false vetoes\) \| 2 +\| 50 % of 2/);
    assert.match(lines[3], /lost filter .*\| 5 +\| 50 % of 4 .*\| 33 % of 3/);
  });

  it('say what they cost', () => {
    assert.equal(
      renderCost({
        dollars: 0.5,
        requests: 10,
        inputTokens: 1000,
        outputTokens: 20,
      }),
      '$0.5000 for 10 requests ($0.05000 each): 1000 tokens in, 20 out',
    );
  });
});

describe('a sample', () => {
  it('is taken from all over the list, and is the same each time', () => {
    const list = Array.from({ length: 100 }, (_, index) => index);

    assert.deepEqual(spread(list, 4), [0, 25, 50, 75]);
    assert.deepEqual(spread(list.slice(0, 3), 4), [0, 1, 2]);
  });
});
