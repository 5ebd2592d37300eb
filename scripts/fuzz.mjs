// `npm run fuzz [-- --minutes N] [--seed N]`: tries the property tests of all packages again and again with new seeds, until the
// time is over or one fails. The seed of each round is printed; the exit code tells whether all held.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ROOT } from './paths.mjs';
import { runMain, say, ScriptError } from './say.mjs';
import { startPostgres } from './testing/startPostgres.mjs';
import { prepareToolchain } from './toolchain.mjs';

const DEFAULT_MINUTES = 10;
const RUNS_FACTOR = 10;
const ROUND_TIMEOUT_MS = 1_800_000;

function readNumber(name, fallback) {
  const at = process.argv.indexOf(name);
  const number = at < 0 ? fallback : Number(process.argv[at + 1]);
  if (number !== undefined && !(Number.isFinite(number) && number >= 0)) {
    throw new ScriptError(
      `${name}: "${process.argv[at + 1]}" is not a number that is 0 or more`,
    );
  }
  return number;
}

async function listPropertyTests() {
  const { stdout } = await promisify(execFile)(
    'git',
    ['grep', '--untracked', '-l', "from 'fast-check'", '--', '*.test.ts'],
    { cwd: ROOT },
  );
  return stdout.trim().split('\n');
}

/** Tries all properties once; throws when one does not hold. */
async function tryProperties(run, { files, seed, connectionString }) {
  const code = await run(
    'backstage-cli',
    ['repo', 'test', '--ci', `--testTimeout=${ROUND_TIMEOUT_MS}`, ...files],
    {
      mayFail: true,
      env: {
        CI: 'true',
        SKEIN_FUZZ_RUNS: String(RUNS_FACTOR),
        SKEIN_FUZZ_SEED: String(seed),
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: connectionString,
      },
    },
  );
  if (code !== 0) {
    throw new ScriptError(
      `A property does not hold. Try it again: npm run fuzz -- --minutes 0 --seed ${seed}`,
    );
  }
}

await runMain(async () => {
  const minutes = readNumber('--minutes', DEFAULT_MINUTES);
  const seed = readNumber('--seed');
  const end = Date.now() + minutes * 60_000;
  const toolchain = await prepareToolchain({ quiet: true });
  const files = await listPropertyTests();
  const postgres = await startPostgres(toolchain);
  const { connectionString } = postgres;
  let round = 0;
  try {
    do {
      const roundSeed = seed ?? (Date.now() + round) % 2 ** 31;
      say(`Round ${round + 1}, seed ${roundSeed}, ${files.length} files`);
      await tryProperties(toolchain.run, {
        files,
        seed: roundSeed,
        connectionString,
      });
      round += 1;
    } while (Date.now() < end && seed === undefined);
  } finally {
    await postgres.stop();
  }
  say(`${round} rounds held.`);
});
