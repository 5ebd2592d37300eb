import type { MappingContract } from '@skein/backstage-plugin-dataset-migrations-common';
import { pullRequestTitle } from './pullRequestTitle';

export interface CommitMessageOptions {
  contract: MappingContract;
  migrationId: string;
  targetId: string;
}

/** Depends on nothing that could change between two tries, so that the commit is the same one again. */
export function commitMessage(options: CommitMessageOptions): string {
  const { contract, migrationId, targetId } = options;
  return [
    pullRequestTitle(contract),
    '',
    `Skein-Migration: ${migrationId}`,
    `Skein-Target: ${targetId}`,
    '',
  ].join('\n');
}
