import { after, before, describe, it } from 'node:test';
import { SkeinUnderTest } from './SkeinUnderTest.mjs';

const TEST_TIMEOUT_MS = 240_000;

/**
 * A group of browser tests that share one running Skein. Each test gets it as its argument. The tests of a story go on
 * from where the one before ended: when one fails, the rest is left out.
 *
 * @param options.skip why the group is left out, if it is
 * @param options more than that is for `SkeinUnderTest.start`
 */
export function describeSkein(
  title,
  define,
  { isStory = false, skip, ...options } = {},
) {
  describe(title, { skip }, () => {
    let skein;
    let failedStep;
    before(
      async () => {
        skein = await SkeinUnderTest.start(options);
      },
      { timeout: TEST_TIMEOUT_MS },
    );
    after(() => skein?.stop());

    define((step, body) =>
      it(step, { timeout: TEST_TIMEOUT_MS }, async context => {
        if (isStory && failedStep) {
          context.skip(`the story ended before this, at: ${failedStep}`);
          return;
        }
        failedStep = step;
        await skein.explainFailure(step, () => body(skein));
        failedStep = undefined;
      }));
  });
}
