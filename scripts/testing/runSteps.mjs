import { say } from '../say.mjs';

function duration(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60
    ? `${seconds} s`
    : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A step that counts its own tests gives the counts; any other counts as one test, which failed when it threw. */
async function runStep(step) {
  try {
    return { passed: 1, failed: 0, ...(await step.run()) };
  } catch (error) {
    say(error.message);
    return { passed: 0, failed: 1 };
  }
}

/**
 * Runs all steps in their order, whatever fails, and ends with one line that sums up.
 * @returns how many passed and failed
 */
export async function runSteps(steps) {
  const results = [];
  for (const step of steps) {
    say(`\n=== ${step.title}`);
    const began = Date.now();
    const counts = await runStep(step);
    const took = duration(Date.now() - began);
    results.push({ ...step, ...counts, took });
    say(`--- ${step.title}: ${counts.failed ? 'FAILED' : 'ok'}, ${took}`);
  }
  const sum = key => results.reduce((total, result) => total + result[key], 0);
  say('\nAll steps:');
  for (const { name, title, passed, failed, took } of results) {
    const again = failed ? `   again: npm test -- ${name}` : '';
    say(
      `  ${
        failed ? '✗' : '✓'
      } ${title}: ${passed} ok, ${failed} bad, ${took}${again}`,
    );
  }
  const total = { passed: sum('passed'), failed: sum('failed') };
  say(`\n${total.passed} passed, ${total.failed} failed`);
  return total;
}
