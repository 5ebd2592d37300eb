import { fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { packagePath } from './packagePath';
import type { SwitchSettings } from './estate/Switches';
import type { LocalEstate, LocalEstateOptions } from './startLocalEstate';

/**
 * An estate in a process of its own.
 * @public
 */
export interface LocalEstateProcess extends LocalEstate {
  /** Id of the process. */
  pid: number;
  /** Switches faults on and off. */
  set(settings: SwitchSettings): Promise<void>;
  /** Ends the process as a crash would. */
  kill(): Promise<void>;
}

/**
 * Starts the estate in a process of its own: for Jest, which cannot load the ES module that the estate stands on, and for
 * tests that kill it. It ends with the process that started it.
 * @public
 */
export async function startLocalEstateProcess(
  options: LocalEstateOptions,
): Promise<LocalEstateProcess> {
  const { log = () => {} } = options;
  const child = fork(
    packagePath('bin', 'local-estate.cjs'),
    toArguments(options),
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
      // the code of tests is transformed by Jest, that of the child must not be taken for it
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  );
  const ended = new Promise<void>(resolve => {
    child.once('close', () => resolve());
  });
  const messages: string[] = [];
  createInterface({ input: child.stderr! }).on('line', line => {
    messages.push(line);
    log(line);
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout! }).once('line', resolve);
    child.once('error', reject);
    ended.then(() =>
      reject(
        new Error(`The local estate did not start: ${messages.join('\n')}`),
      ),
    );
  });
  const addresses: Omit<LocalEstate, 'close'> = JSON.parse(line);
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal);
    await ended;
  };
  return {
    ...addresses,
    pid: child.pid!,
    close: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    async set(settings) {
      const response = await fetch(`${addresses.url}/-/control`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(settings),
      });
      if (!response.ok) {
        throw new Error(await response.text());
      }
    },
  };
}

function toArguments(options: LocalEstateOptions): string[] {
  const { population } = options;
  const values: [string, string | number | undefined][] = [
    ['--directory', options.directory],
    ['--port', options.port],
    ['--webhook-url', options.webhook?.url],
    ['--webhook-secret', options.webhook?.secret],
    ['--extra-consumers', options.extraConsumers],
    ['--ci-delay', options.ciDelayMilliseconds],
    ['--github-limits', options.githubLimitsClockRate],
    ['--repositories', options.repositories?.join(',')],
    [
      '--population',
      population &&
        `${population.seed}:${population.direct}:${population.indirect}`,
    ],
  ];
  return [
    ...values.flatMap(([name, value]) =>
      value === undefined ? [] : [name, String(value)],
    ),
    ...(options.anonymousRead ? ['--anonymous-read'] : []),
    ...(options.withTrouble ? ['--with-trouble'] : []),
  ];
}
