import { randomUUID } from 'node:crypto';
import type { ProcessIdentity } from './ProcessIdentity';

/** The names of versions that did not know when a process was born have no such part. */
const NAME = /^(.+)-(\d+)-(?:([0-9a-f]{8}\.\d+)-)?[0-9a-f-]{36}$/;

/** A new name for the folder of a process; it says whose the folder is. */
export function workingFolderName(owner: ProcessIdentity): string {
  const { host, processId, birth } = owner;
  return [host, processId, birth, randomUUID()]
    .filter(part => part !== undefined)
    .join('-');
}

/** Whose folder that is; undefined for one that no process made for itself. */
export function ownerOfFolder(name: string): ProcessIdentity | undefined {
  const [, host, processId, birth] = NAME.exec(name) ?? [];
  return host === undefined
    ? undefined
    : { host, processId: Number(processId), birth };
}
