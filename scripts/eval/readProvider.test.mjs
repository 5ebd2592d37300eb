import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readProvider } from './readProvider.mjs';

const ENV = {
  SKEIN_EVAL_URL: 'https://models.example',
  SKEIN_EVAL_FORMAT: 'anthropic',
  SKEIN_EVAL_MODEL: 'big-1',
  SKEIN_EVAL_KEY: 'sk-secret',
  SKEIN_EVAL_PRICE: '3,15',
};

describe('the model of the environment', () => {
  it('is none unless it is named', () => {
    assert.equal(readProvider({ HOME: '/root' }), undefined);
  });

  it('has a provider and a price', () => {
    const model = readProvider(ENV);

    assert.equal(model.name, 'big-1');
    assert.deepEqual(model.price, {
      input: 3,
      output: 15,
      cacheRead: 3,
      cacheWrite: 3,
    });
    assert.deepEqual(model.provider.formats, ['anthropic']);
  });

  for (const [name, value, message] of [
    ['KEY', '', /SKEIN_EVAL_KEY is missing/],
    ['FORMAT', 'gemini', /SKEIN_EVAL_FORMAT is "gemini"/],
    ['PRICE', 'cheap', /SKEIN_EVAL_PRICE is "cheap"/],
  ]) {
    it(`is refused with ${name} = "${value}", and its key is not shown`, () => {
      assert.throws(
        () => readProvider({ ...ENV, [`SKEIN_EVAL_${name}`]: value }),
        error =>
          message.test(error.message) && !/sk-secret/.test(error.message),
      );
    });
  }
});
