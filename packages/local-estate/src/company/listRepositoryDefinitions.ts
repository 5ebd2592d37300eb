import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packagePath } from '../packagePath';
import { createExtraConsumers } from './createExtraConsumers';
import { createTroubleRepositories } from './createTroubleRepositories';
import { REPOSITORIES, REPOSITORIES_FOR_AGENTS } from './repositories';
import type { RepositoryDefinition } from './RepositoryDefinition';

/**
 * The repositories that an estate starts with.
 * @internal
 */
export async function listRepositoryDefinitions(options: {
  withTrouble?: boolean;
  extraConsumers?: number;
  repositories?: string[];
}): Promise<RepositoryDefinition[]> {
  const definitions: RepositoryDefinition[] = [];
  for (const repository of chooseRepositories(options.repositories)) {
    definitions.push({
      ...repository,
      message: 'Import from the old code host',
      files: await readFiles(packagePath('repositories', repository.name)),
    });
  }
  return [
    ...definitions,
    ...createExtraConsumers(options.extraConsumers ?? 0),
    ...(options.withTrouble ? createTroubleRepositories() : []),
  ];
}

function chooseRepositories(names: string[] | undefined) {
  if (!names) {
    return REPOSITORIES;
  }
  const all = [...REPOSITORIES, ...REPOSITORIES_FOR_AGENTS];
  const unknown = names.find(name => !all.some(one => one.name === name));
  if (unknown !== undefined) {
    throw new Error(
      `There is no repository ${unknown}; there are ${all
        .map(({ name }) => name)
        .join(', ')}.`,
    );
  }
  return all.filter(({ name }) => names.includes(name));
}

async function readFiles(folder: string) {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    files.map(async file => ({
      path: file
        .slice(folder.length + 1)
        .split('\\')
        .join('/'),
      content: await readFile(file),
    })),
  );
}
