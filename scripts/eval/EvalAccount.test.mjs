import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EvalAccount } from './EvalAccount.mjs';

class Exceeded extends Error {}
const usage = costDollars => ({
  costDollars,
  inputTokens: 10,
  cacheReadTokens: 1,
  cacheWriteTokens: 2,
  outputTokens: 5,
});

describe('the account of an evaluation', () => {
  it('adds up what was recorded, and nothing that was released', async () => {
    const account = new EvalAccount({ dollars: 1, Exceeded });
    await (await account.reserve({ maxCostDollars: 0.5 })).record(usage(0.1));
    await (await account.reserve({ maxCostDollars: 0.5 })).release();

    assert.deepEqual(account.sum, {
      dollars: 0.1,
      requests: 1,
      inputTokens: 13,
      outputTokens: 5,
    });
  });

  it('lets nothing be asked that could cost more than is left', async () => {
    const account = new EvalAccount({ dollars: 1, Exceeded });
    await account.reserve({ maxCostDollars: 0.6 });

    await assert.rejects(account.reserve({ maxCostDollars: 0.6 }), Exceeded);
    await account.reserve({ maxCostDollars: 0.4 });
  });
});
