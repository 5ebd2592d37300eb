// `npm start`: everything from a fresh clone to a running Skein on one URL. Runs until Ctrl-C. With `-- --agents` real coding
// agents finish what the rewriter leaves, on a model that answers by a script.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { prepareAgents } from './agents/prepareAgents.mjs';
import { buildApp } from './buildApp.mjs';
import { ROOT, SKEIN_FOLDER, STATE_FOLDER } from './paths.mjs';
import { runMain, say, ScriptError } from './say.mjs';
import { assertPortIsFree, findFreePort, readPort } from './stack/ports.mjs';
import {
  findRunning,
  markRunning,
  unmarkRunning,
} from './stack/runningMark.mjs';
import { Stack } from './stack/Stack.mjs';
import { prepareToolchain } from './toolchain.mjs';

const AGENTS_SCRIPT = path.join(
  ROOT,
  'packages/local-estate/models/finishResidue.yaml',
);
const PERSONAS = {
  'user:default/ana': 'Ana   dataset owner (growth-data)',
  'user:default/ben': 'Ben   consumer team (marketing-analytics)',
  'user:default/olga': 'Olga  platform admin',
};

/** Resolves with the name of the first signal that asks us to end. */
function untilSignal() {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => resolve(signal));
    }
  });
}

async function assertNotRunning() {
  const running = await findRunning();
  if (running) {
    throw new ScriptError(
      `Skein runs already: ${running.url} (process ${running.pid}). Stop it with Ctrl-C first.`,
    );
  }
}

/** Whether agents were asked for. */
function readArguments() {
  try {
    const { values } = parseArgs({ options: { agents: { type: 'boolean' } } });
    return { withAgents: Boolean(values.agents) };
  } catch (error) {
    throw new ScriptError(
      `${error.message}\nUse npm start, or npm start -- --agents for coding agents on a model that answers by a script.`,
    );
  }
}

async function startAll(stack, { withAgents }) {
  say('Starting the local estate …');
  await stack.startEstate();
  if (withAgents) {
    say('Starting a model that answers by a script …');
    await stack.startModels({
      script: AGENTS_SCRIPT,
      port: await findFreePort(),
    });
  }
  say('Starting Backstage …');
  await stack.startBackend({ personas: Object.keys(PERSONAS) });
}

await runMain(async () => {
  const began = Date.now();
  const wishes = readArguments();
  await assertNotRunning();
  const port = readPort('SKEIN_PORT', 7007);
  const estatePort = readPort('SKEIN_ESTATE_PORT', 4400);
  await assertPortIsFree(port, 'SKEIN_PORT');
  await assertPortIsFree(estatePort, 'SKEIN_ESTATE_PORT');

  const toolchain = await prepareToolchain();
  await buildApp(toolchain);
  const agents = wishes.withAgents
    ? {
        configs: ['app-config.agents.yaml'],
        env: {
          ...toolchain.env,
          SKEIN_AGENTS_FOLDER: await prepareAgents(),
        },
      }
    : {};

  const stack = new Stack({
    ...toolchain,
    ...agents,
    port,
    estatePort,
    stateFolder: STATE_FOLDER,
    logFolder: path.join(SKEIN_FOLDER, 'logs'),
  });
  const signal = untilSignal();
  await markRunning({ url: stack.url });
  try {
    const interrupted = await Promise.race([startAll(stack, wishes), signal]);
    if (interrupted) {
      return;
    }
    const seconds = Math.round((Date.now() - began) / 1000);
    say(`
  Skein is up after ${seconds} s:  ${stack.url}

  Sign in as
${Object.values(PERSONAS)
  .map(persona => `    ${persona}`)
  .join('\n')}

  The company's code host:  ${stack.estateUrl}
  Logs are in .skein/logs. Ctrl-C stops everything; \`npm run reset\` clears what is stored.
`);
    const end = await Promise.race([signal, stack.untilOneEnds()]);
    if (!['SIGINT', 'SIGTERM', 'SIGHUP'].includes(end)) {
      throw new ScriptError(end);
    }
  } finally {
    say('Stopping …');
    await stack.stop();
    await unmarkRunning();
  }
});
// a fetch that was cut short must not keep the process
process.exit();
