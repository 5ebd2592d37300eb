import fs from 'node:fs/promises';
import path from 'node:path';
import { buildApp } from '../buildApp.mjs';
import { ROOT, SKEIN_FOLDER } from '../paths.mjs';
import { ScriptError } from '../say.mjs';
import { runCommand } from '../toolchain/runCommand.mjs';
import { findChromium } from './findChromium.mjs';

const TESTS_FOLDER = path.join(ROOT, 'packages/app/e2e-tests');

/** The closing lines of Node's TAP reporter, such as `# pass 3`. */
async function readCounts(file) {
  const text = await fs.readFile(file, 'utf8').catch(() => '');
  const count = name =>
    Number(text.match(new RegExp(`^# ${name} (\\d+)$`, 'm'))?.[1]);
  const counts = {
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
  };
  if (Number.isNaN(counts.passed) || counts.passed + counts.failed === 0) {
    throw new ScriptError('No browser test ran; see above.');
  }
  return counts;
}

/**
 * Runs the browser tests: each starts Backstage, the local estate and a browser of its own. `agents` is what tests of real
 * agents have to know.
 */
export async function runBrowserTests(toolchain, agents) {
  const chromium = await findChromium();
  await buildApp(toolchain);
  const names = await fs.readdir(TESTS_FOLDER);
  const files = names.filter(name => name.endsWith('.test.mjs')).sort();
  const outputFile = path.join(SKEIN_FOLDER, 'browser-results.tap');
  await fs.rm(outputFile, { force: true });
  await runCommand(
    toolchain.node,
    [
      '--test',
      '--test-concurrency=1',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${outputFile}`,
      ...files,
    ],
    {
      cwd: TESTS_FOLDER,
      env: { ...toolchain.env, ...agents, SKEIN_CHROMIUM: chromium },
      mayFail: true,
    },
  );
  return readCounts(outputFile);
}
