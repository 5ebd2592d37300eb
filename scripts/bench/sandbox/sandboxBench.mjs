import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../../paths.mjs';
import { ScriptError } from '../../say.mjs';
import { createRow } from '../createRow.mjs';

const SOURCES = path.join(
  ROOT,
  'plugins/dataset-migrations-backend-module-coding-agents/src/sandbox',
);
const LIMITS = {
  wallSeconds: 60,
  memoryMegabytes: 1024,
  cpuSeconds: 60,
  processes: 64,
  fileMegabytes: 64,
  outputBytes: 1_000_000,
};

/** What a sandbox costs before its command does anything, beside the same command without one. `[--runs 30]`. */
export async function runBench(args) {
  const at = args.indexOf('--runs');
  const runs = at < 0 ? 30 : Number(args[at + 1]);
  const require = createRequire(import.meta.url);
  const { BubblewrapSandbox } = require(path.join(
    SOURCES,
    'bubblewrap/BubblewrapSandbox',
  ));
  const sandbox = new BubblewrapSandbox();
  const why = await sandbox.whyUnusable();
  if (why) {
    throw new ScriptError(why);
  }
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'sandbox-bench-'));
  try {
    const small = await fillCheckout(path.join(folder, 'small'), 20, 2);
    const large = await fillCheckout(path.join(folder, 'large'), 1000, 100);
    const rows = [];
    for (const [name, argv] of [
      ['true', ['true']],
      ['node -e 0', ['node', '-e', '0']],
    ]) {
      const plain = await fastest(runs, () => runPlain(argv));
      for (const [what, checkout] of [
        ['no checkout', undefined],
        ['20 files, 2 masks', small],
        ['1,000 files, 100 masks', large],
      ]) {
        rows.push(
          createRow({
            case: `${name}: ${what}`,
            size: runs,
            value: await fastest(runs, () =>
              runSandboxed(sandbox, argv, checkout),
            ),
            unit: 'ms',
            floor: plain,
          }),
        );
      }
    }
    return rows;
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

/** A checkout with configuration of agents that is to be hidden. */
async function fillCheckout(directory, files, masks) {
  for (let index = 0; index < files; index += 1) {
    const below = path.join(directory, `folder${index % 100}`);
    await fs.mkdir(below, { recursive: true });
    await fs.writeFile(path.join(below, `${index}.sql`), 'SELECT 1\n');
  }
  const hidden = [];
  for (let index = 0; index < masks; index += 1) {
    const name = `folder${index % Math.min(files, 100)}/CLAUDE.md`;
    await fs.writeFile(path.join(directory, name), 'Words\n');
    hidden.push(`/checkout/${name}`);
  }
  return { directory, hidden };
}

/** What a busy machine adds is not the sandbox's, so the fastest of all runs counts. */
async function fastest(runs, act) {
  await act();
  const times = [];
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    await act();
    times.push(performance.now() - started);
  }
  return Math.min(...times);
}

async function runPlain([command, ...args]) {
  const child = spawn(command, args, { stdio: 'pipe' });
  child.stdin.end();
  child.stdout.resume();
  child.stderr.resume();
  await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}

async function runSandboxed(sandbox, argv, checkout) {
  const mounts = checkout
    ? [{ source: checkout.directory, target: '/checkout', access: 'write' }]
    : [];
  const running = await sandbox.spawn({
    argv,
    workingDirectory: checkout ? '/checkout' : '/tmp',
    mounts,
    masks: checkout?.hidden ?? [],
    sockets: [],
    environment: {},
    limits: LIMITS,
    signal: new AbortController().signal,
  });
  running.stdin.end();
  running.stdout.resume();
  running.stderr.resume();
  const { reason, exitCode } = await running.ended;
  if (reason !== 'exited' || exitCode !== 0) {
    throw new ScriptError(`The sandbox ended with ${reason}, ${exitCode}`);
  }
}
