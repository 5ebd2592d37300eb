import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { say, ScriptError } from '../../say.mjs';
import { runCommand } from '../../toolchain/runCommand.mjs';
import { applyPatch } from './applyPatch.mjs';
import { copyProject } from './copyProject.mjs';
import { MUTATIONS } from './MUTATIONS.mjs';

function choose(names) {
  const unknown = names.filter(
    name => !MUTATIONS.some(mutation => mutation.name === name),
  );
  if (unknown.length > 0) {
    throw new ScriptError(
      `--mutations: there is no planted fault "${unknown.join(
        '", "',
      )}"; there are ${MUTATIONS.map(({ name }) => name).join(', ')}`,
    );
  }
  return names.length > 0
    ? MUTATIONS.filter(({ name }) => names.includes(name))
    : MUTATIONS;
}

async function plant(copy, patches) {
  for (const patch of patches) {
    const file = path.join(copy, patch.file);
    await fs.writeFile(
      file,
      applyPatch(await fs.readFile(file, 'utf8'), patch),
    );
  }
}

async function runOne(mutation, options) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'skein-mutation-'));
  try {
    const copy = path.join(folder, 'project');
    await copyProject(copy);
    await plant(copy, mutation.patches);
    say(`\n=== ${mutation.name}: ${mutation.sentence}`);
    const resultFile = path.join(folder, 'result.json');
    await runCommand(
      process.execPath,
      [
        path.join(copy, 'scripts/chaos/main.mjs'),
        '--until-violation',
        ...['--minutes', String(options.minutes)],
        ...['--seed', String(options.seed)],
        ...['--lease', String(options.leaseSeconds)],
        ...['--settle', String(options.settleSeconds)],
        ...['--replicas', String(options.replicas)],
        ...['--targets', String(options.extraConsumers)],
        ...['--patience', String(mutation.patienceSeconds ?? 0)],
        ...['--faults', mutation.faults.join(',')],
        ...['--json', resultFile],
      ],
      { cwd: copy, env: process.env, mayFail: true, stdio: 'inherit' },
    );
    const text = await fs.readFile(resultFile, 'utf8').catch(() => undefined);
    return { mutation, found: text && JSON.parse(text).endedEarly };
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

/**
 * Plants one fault after the other in a copy of the project that is thrown away, and runs chaos on it.
 *
 * @returns whether each fault was found by an invariant that speaks of it
 */
export async function runMutations(names, options) {
  const outcomes = [];
  for (const mutation of choose(names)) {
    outcomes.push(await runOne(mutation, options));
  }
  say(`\nPlanted faults, seed ${options.seed}:`);
  let allFound = true;
  for (const { mutation, found } of outcomes) {
    const isFound = found && mutation.expected.includes(found.id);
    allFound &&= Boolean(isFound);
    const tail = found
      ? `${found.id} after ${Math.round(found.tookSeconds)} s of work: ${
          found.violation
        }`
      : `no run saw it within ${options.minutes} minutes`;
    say(`  ${isFound ? '✓' : '✗'} ${mutation.name}: ${tail}`);
  }
  return allFound;
}
