// `npm start`: everything from a fresh clone to a running Skein on one URL. Runs until Ctrl-C.
import path from 'node:path';
import { buildApp } from './buildApp.mjs';
import { SKEIN_FOLDER, STATE_FOLDER } from './paths.mjs';
import { runMain, say, ScriptError } from './say.mjs';
import { assertPortIsFree, readPort } from './stack/ports.mjs';
import {
  findRunning,
  markRunning,
  unmarkRunning,
} from './stack/runningMark.mjs';
import { Stack } from './stack/Stack.mjs';
import { prepareToolchain } from './toolchain.mjs';

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

async function startBoth(stack) {
  say('Starting the local estate …');
  await stack.startEstate();
  say('Starting Backstage …');
  await stack.startBackend({ personas: Object.keys(PERSONAS) });
}

await runMain(async () => {
  const began = Date.now();
  await assertNotRunning();
  const port = readPort('SKEIN_PORT', 7007);
  const estatePort = readPort('SKEIN_ESTATE_PORT', 4400);
  await assertPortIsFree(port, 'SKEIN_PORT');
  await assertPortIsFree(estatePort, 'SKEIN_ESTATE_PORT');

  const toolchain = await prepareToolchain();
  await buildApp(toolchain);

  const stack = new Stack({
    ...toolchain,
    port,
    estatePort,
    stateFolder: STATE_FOLDER,
    logFolder: path.join(SKEIN_FOLDER, 'logs'),
  });
  const signal = untilSignal();
  await markRunning({ url: stack.url });
  try {
    const interrupted = await Promise.race([startBoth(stack), signal]);
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
