import fs from 'node:fs/promises';
import path from 'node:path';
import { SKEIN_FOLDER } from '../paths.mjs';
import { ScriptError } from '../say.mjs';
import { findBubblewrap } from '../agents/findBubblewrap.mjs';
import { startPostgres } from './startPostgres.mjs';

/** Many tests wait for real git and real databases, and a small machine runs several at once. */
const TEST_TIMEOUT_MS = 60_000;

async function readCounts(file) {
  const text = await fs.readFile(file, 'utf8').catch(() => undefined);
  if (!text) {
    throw new ScriptError('Jest ended without results; see above.');
  }
  const results = JSON.parse(text);
  // a suite that does not even load has no failed tests
  const brokenSuites = results.numRuntimeErrorTestSuites;
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + brokenSuites,
    succeeded: results.success,
  };
}

/** Runs all unit and integration tests of all workspaces, on SQLite and on a PostgreSQL that lives as long as the run. */
export async function runJest({ node, env, run }) {
  const outputFile = path.join(SKEIN_FOLDER, 'jest-results.json');
  await fs.rm(outputFile, { force: true });
  const sandbox = await findBubblewrap();
  const postgres = await startPostgres({ node, env });
  try {
    await run(
      'backstage-cli',
      [
        'repo',
        'test',
        '--ci',
        `--testTimeout=${TEST_TIMEOUT_MS}`,
        '--json',
        `--outputFile=${outputFile}`,
      ],
      {
        mayFail: true,
        env: {
          CI: 'true',
          ...sandbox,
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
          BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING:
            postgres.connectionString,
        },
      },
    );
  } finally {
    await postgres.stop();
  }
  const { succeeded, ...counts } = await readCounts(outputFile);
  if (!succeeded && counts.failed === 0) {
    throw new ScriptError('Jest failed although no test did; see above.');
  }
  return counts;
}
