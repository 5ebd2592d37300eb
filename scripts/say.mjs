/** Prints one short line about what is being done. */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** The end of a script that cannot go on: the reason and the mend, without a stack trace. */
export class ScriptError extends Error {
  name = 'ScriptError';
}

/** Runs a script's main function; what it cannot go on with is printed, and the exit code says so. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    process.stderr.write(
      `\n${error instanceof ScriptError ? error.message : error.stack}\n`,
    );
    process.exitCode = 1;
  }
}
