import { ServiceUnavailableError } from '@backstage/errors';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentInstall } from './AgentInstall';

async function readVersion(folder: string): Promise<string | undefined> {
  try {
    const text = await readFile(join(folder, 'package.json'), 'utf8');
    const manifest: unknown = JSON.parse(text);
    return typeof manifest === 'object' &&
      manifest !== null &&
      'version' in manifest
      ? String(manifest.version)
      : undefined;
  } catch {
    return undefined;
  }
}

/** How an agent is installed. */
export function installLine(install: AgentInstall, folder: string): string {
  return `npm install --prefix ${folder} --ignore-scripts ${install.name}@${install.version}`;
}

/** The program of an agent in the folder of agents; throws `ServiceUnavailableError` with the line that installs it. */
export async function findAgentProgram(
  install: AgentInstall,
  folder: string,
): Promise<string> {
  const modules = join(folder, 'node_modules');
  const version = await readVersion(join(modules, install.name));
  const program = join(modules, install.program);
  const there = await access(program).then(
    () => true,
    () => false,
  );
  if (version === install.version && there) {
    return program;
  }
  const found =
    version === undefined || version === install.version
      ? 'is not installed'
      : `is installed as ${version}, which was not tested`;
  throw new ServiceUnavailableError(
    `${install.name} ${install.version} ${found}; install it: ${installLine(
      install,
      folder,
    )}`,
  );
}
