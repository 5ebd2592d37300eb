import { say } from '../say.mjs';

function duration(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60
    ? `${seconds} s`
    : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A step that counts its own tests gives the counts; any other counts as one test, which failed when it threw. */
async function runStep(step) {
  const began = Date.now();
  const tookOf = () => duration(Date.now() - began);
  try {
    const counts = await step.run();
    return { passed: 1, failed: 0, ...counts, took: tookOf() };
  } catch (error) {
    return { passed: 0, failed: 1, error, took: tookOf() };
  }
}

/**
 * Runs all steps in their order, whatever fails, and ends with one line that sums up. Steps that are `beside` the others begin with the
 * first one, and are waited for when it is their turn; they say what they have to say in `report`.
 * @returns how many passed and failed
 */
export async function runSteps(steps) {
  const begun = new Map(
    steps.filter(({ beside }) => beside).map(step => [step, runStep(step)]),
  );
  const results = [];
  for (const step of steps) {
    say(`\n=== ${step.title}`);
    const { error, ...result } = await (begun.get(step) ?? runStep(step));
    await step.report?.();
    if (error) {
      say(error.message);
    }
    results.push({ ...step, ...result });
    say(
      `--- ${step.title}: ${result.failed ? 'FAILED' : 'ok'}, ${result.took}`,
    );
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
