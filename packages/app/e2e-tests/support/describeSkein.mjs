import { after, before, describe, it } from 'node:test';
import { SkeinUnderTest } from './SkeinUnderTest.mjs';

const TEST_TIMEOUT_MS = 240_000;

/** A group of browser tests that share one running Skein. Each test gets it as its argument. */
export function describeSkein(title, define) {
  describe(title, () => {
    let skein;
    before(
      async () => {
        skein = await SkeinUnderTest.start();
      },
      { timeout: TEST_TIMEOUT_MS },
    );
    after(() => skein?.stop());

    define((testTitle, body) =>
      it(testTitle, { timeout: TEST_TIMEOUT_MS }, () =>
        skein.explainFailure(testTitle, () => body(skein)),
      ));
  });
}
