import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalEstateOptions } from '../startLocalEstate';
import {
  type LocalEstateProcess,
  startLocalEstateProcess,
} from '../startLocalEstateProcess';

/** An estate that a test may treat as it likes. */
export interface TestEstate extends LocalEstateProcess {
  directory: string;
  /** Stops the estate and starts it again on the same port and state. */
  restart(): Promise<void>;
  remove(): Promise<void>;
}

/** Starts an estate in a folder of its own. */
export async function startTestEstate(
  options: Omit<LocalEstateOptions, 'directory'> = {},
): Promise<TestEstate> {
  const directory = await mkdtemp(join(tmpdir(), 'local-estate-'));
  const settings = { ciDelayMilliseconds: 0, ...options, directory };
  let running = await startLocalEstateProcess(settings);
  const port = Number(new URL(running.url).port);
  return {
    ...running,
    directory,
    set: faults => running.set(faults),
    close: () => running.close(),
    kill: () => running.kill(),
    async restart() {
      await running.kill();
      running = await startLocalEstateProcess({ ...settings, port });
    },
    async remove() {
      await running.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
