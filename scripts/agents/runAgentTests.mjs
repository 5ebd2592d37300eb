import path from 'node:path';
import { ROOT } from '../paths.mjs';

const PACKAGE = path.join(
  ROOT,
  'plugins/dataset-migrations-backend-module-coding-agents',
);
const TEST_TIMEOUT_MS = 600_000;

/** Runs the tests of real agents, each in the sandbox on the fake model server; `env` names those that are installed. */
export async function runAgentTests({ run }, env) {
  await run(
    'backstage-cli',
    [
      'package',
      'test',
      '--watchAll=false',
      `--testTimeout=${TEST_TIMEOUT_MS}`,
      'tests/real',
    ],
    { cwd: PACKAGE, env },
  );
}
