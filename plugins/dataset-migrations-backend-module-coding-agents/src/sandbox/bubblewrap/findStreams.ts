import type { ChildProcess, StdioOptions } from 'node:child_process';
import { Readable, Writable } from 'node:stream';

/** The file descriptors of bubblewrap beside the usual three. */
export const DESCRIPTORS = {
  options: 3,
  status: 4,
  users: 5,
  groups: 6,
  hosts: 7,
  filter: 8,
};

/**
 * Pipes for all of them, and nothing behind those that we were started with.
 * @param nothing a descriptor of ours that reads as empty
 */
export function planStreams(
  inherited: number[],
  nothing: number,
): StdioOptions {
  const last = Math.max(DESCRIPTORS.filter, ...inherited);
  return Array.from({ length: last + 1 }, (_, descriptor) => {
    if (descriptor <= DESCRIPTORS.filter) {
      return 'pipe';
    }
    return inherited.includes(descriptor) ? nothing : 'ignore';
  });
}

function writable(child: ChildProcess, descriptor: number): Writable {
  const stream: unknown = Object.values(child.stdio)[descriptor];
  if (!(stream instanceof Writable)) {
    throw new Error(`bubblewrap was started without descriptor ${descriptor}`);
  }
  // bubblewrap that has ended says itself why
  stream.on('error', () => undefined);
  return stream;
}

function readable(child: ChildProcess, descriptor: number): Readable {
  const stream: unknown = Object.values(child.stdio)[descriptor];
  if (!(stream instanceof Readable)) {
    throw new Error(`bubblewrap was started without descriptor ${descriptor}`);
  }
  return stream;
}

/** What bubblewrap is told and tells by, each by its name. */
export function findStreams(child: ChildProcess) {
  return {
    stdin: writable(child, 0),
    stdout: readable(child, 1),
    stderr: readable(child, 2),
    options: writable(child, DESCRIPTORS.options),
    status: readable(child, DESCRIPTORS.status),
    users: writable(child, DESCRIPTORS.users),
    groups: writable(child, DESCRIPTORS.groups),
    hosts: writable(child, DESCRIPTORS.hosts),
    filter: writable(child, DESCRIPTORS.filter),
  };
}
