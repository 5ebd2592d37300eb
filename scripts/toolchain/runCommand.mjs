import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { say, ScriptError } from '../say.mjs';

/** What failed is said at the end; the warnings before it would only hide it. */
const LINES_OF_FAILURE = 40;

/**
 * Runs a command to its end. Its output is shown; with `quiet` it is kept and shown only when the command fails, except
 * for lines that match `progress`.
 * @returns the exit code
 */
export async function runCommand(command, args, options = {}) {
  const {
    quiet = false,
    progress,
    mayFail = false,
    stdio,
    ...spawnOptions
  } = options;
  const shown = stdio ?? ['ignore', 'inherit', 'inherit'];
  const child = spawn(command, args, {
    ...spawnOptions,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : shown,
  });
  const lines = [];
  for (const stream of [child.stdout, child.stderr].filter(Boolean)) {
    createInterface({ input: stream }).on('line', line => {
      lines.push(line);
      if (progress?.test(line)) {
        say(`  ${line}`);
      }
    });
  }
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, signal) => resolve(exitCode ?? signal));
  });
  if (code !== 0 && !mayFail) {
    const end = lines.slice(-LINES_OF_FAILURE);
    process.stderr.write(end.map(line => `${line}\n`).join(''));
    throw new ScriptError(
      `This failed (exit ${code}): ${[command, ...args].join(' ')}`,
    );
  }
  return code;
}
