import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What runs in pods besides what they are there for. */
export interface PodScripts {
  /** Of the first process. */
  wait: string;
  /** Of the process that serves us; it takes the rest from its input. */
  bootstrap: string;
  /** The rest, with its length before it. */
  rest: Buffer;
}

const SENT = ['main', 'frames', 'files', 'network', 'program'];

/** Reads the programs of this package that run in pods. */
export async function readPodScripts(): Promise<PodScripts> {
  const folder = resolvePackagePath(
    '@skein/backstage-plugin-dataset-migrations-backend-module-kubernetes',
    'bin/pod',
  );
  const read = async (name: string) =>
    await readFile(join(folder, `${name}.cjs`), 'utf8');
  const files: Record<string, string> = {};
  for (const name of SENT) {
    files[`./${name}.cjs`] = await read(name);
  }
  const json = Buffer.from(JSON.stringify(files));
  return {
    wait: await read('wait'),
    bootstrap: await read('bootstrap'),
    rest: Buffer.concat([Buffer.from(`${json.length}\n`), json]),
  };
}
