import fs from 'node:fs/promises';
import os from 'node:os';
import { runMain, say, ScriptError } from '../say.mjs';
import { renderTable } from './renderTable.mjs';

const BENCHES = {
  rewrite: () => import('./rewrite/rewriteBench.mjs'),
  corpus: () => import('./corpus/corpusBench.mjs'),
  plan: () => import('./plan/planBench.mjs'),
  claim: () => import('./queue/claimBench.mjs'),
  overhead: () => import('./queue/overheadBench.mjs'),
  'replay-commit': () => import('./replay/replayBench.mjs'),
  publish: () => import('./publish/publishBench.mjs'),
  track: () => import('./track/trackBench.mjs'),
  throughput: () => import('./throughput/throughputBench.mjs'),
  page: () => import('./page/pageBench.mjs'),
  sandbox: () => import('./sandbox/sandboxBench.mjs'),
  lineage: () => import('./lineage/lineageBench.mjs'),
};

/** Takes `--json FILE` out of the arguments, which belongs to every bench. */
function splitArguments([name, ...rest]) {
  const at = rest.indexOf('--json');
  const json = at < 0 ? undefined : rest[at + 1];
  if (at >= 0 && !json) {
    throw new ScriptError('--json: give the file to write to');
  }
  const args = rest.filter(
    (word, index) =>
      word !== '--' && (at < 0 || (index !== at && index !== at + 1)),
  );
  return { name, args, json };
}

function describeMachine() {
  const [cpu] = os.cpus();
  return {
    cpu: cpu.model.trim(),
    cores: os.availableParallelism(),
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    node: process.version,
    platform: `${os.platform()} ${os.arch()}`,
  };
}

await runMain(async () => {
  const { name, args, json } = splitArguments(process.argv.slice(2));
  if (!Object.hasOwn(BENCHES, name ?? '')) {
    throw new ScriptError(
      `No bench is called "${name ?? ''}"; use one of ${Object.keys(
        BENCHES,
      ).join(', ')}`,
    );
  }
  const { runBench } = await BENCHES[name]();
  const rows = await runBench(args);
  say(`\n${renderTable(rows)}`);
  if (json) {
    const result = { name, machine: describeMachine(), rows };
    await fs.writeFile(json, `${JSON.stringify(result, null, 2)}\n`);
  }
  process.exitCode = rows.some(({ holds }) => holds === false) ? 1 : 0;
});
