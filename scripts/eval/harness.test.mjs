import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { it } from 'node:test';
import { promisify } from 'node:util';
import { ROOT } from '../paths.mjs';

const run = promisify(execFile);

/** An evaluation from its sources, as `npm run eval` starts it, without a model. */
async function evaluate(name, args) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([variable]) => !/^(SKEIN_EVAL_|NODE_TEST)/.test(variable),
    ),
  );
  const { stdout } = await run(
    process.execPath,
    [
      '--require',
      path.join(ROOT, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      path.join(ROOT, `scripts/eval/${name}/main.mjs`),
      ...args,
    ],
    { cwd: ROOT, env },
  );
  return stdout;
}

it('counts scripted judges right, and asks no model', async () => {
  const printed = await evaluate('judge', ['--patches', '1', '--most', '1']);

  assert.match(printed, /knows the truth +\| 100 % of \d+ +\| 0 % of 1 /);
  assert.match(printed, /says it in words +\| 0 % .*\| 100 % of \d+ +\| yes/);
  assert.doesNotMatch(printed, /counted wrong/);
  assert.match(printed, /No model was evaluated/);
});

it('counts scripted agents right, and plays their sessions again', async () => {
  const printed = await evaluate('agents', [
    '--cases',
    'churn-report,activity-api',
  ]);

  assert.match(printed, /does it .*\| 100 % of 2 /);
  assert.match(printed, /the same, played again .*\| 100 % of 2 /);
  assert.doesNotMatch(printed, /counted wrong/);
});
