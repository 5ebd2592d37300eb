import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MOST_PAYLOAD_BYTES } from '../session/frames';
import type { PodSession } from '../session/PodSession';
import { putIntoTree, removeFromTree } from './applyToTree';
import { listTree } from './listTree';
import { planTreeChanges } from './planTreeChanges';
import { TooManyBytesError } from './TooManyBytesError';
import { treeEntrySchema, type TreeEntry } from './TreeEntry';

/** Something of the host that a command sees. */
export interface ExchangedMount {
  /** Absolute path on the host. */
  source: string;
  /** Absolute path inside. */
  target: string;
  access: 'read' | 'write';
  kind: 'file' | 'folder';
  /** What is hidden in it, relative to it. */
  toHide: ReadonlySet<string>;
}

export interface FileExchangeOptions {
  session: Pick<PodSession, 'request'>;
  mounts: ExchangedMount[];
  /** How much may be sent at a time. */
  sentBytes: number;
  /** How much may be collected at a time. */
  collectedBytes: number;
}

/** A checkout has no more files than this; a pod that says so makes them up. */
const MOST_ENTRIES = 500_000;

/** So many files are on their way at a time. */
const ABREAST = 32;

const partSchema = z.array(treeEntrySchema);

/**
 * Keeps the files of a command the same on the host and in its pod, where they are copies. Both sides are listed with their hashes each
 * time and only differences travel, so that neither has to remember anything of the other.
 */
export class FileExchange {
  readonly #options: FileExchangeOptions;
  #isFirst = true;

  constructor(options: FileExchangeOptions) {
    this.#options = options;
  }

  /** Makes the pod's files those of the host. */
  async provide(): Promise<void> {
    let left = this.#options.sentBytes;
    for (const mount of this.#options.mounts) {
      left -=
        mount.kind === 'folder'
          ? await this.#provideFolder(mount, left)
          : await this.#provideFile(mount, left);
    }
    this.#isFirst = false;
  }

  /** Makes the host's files those of the pod, where the command may write. */
  async collect(): Promise<void> {
    let left = this.#options.collectedBytes;
    for (const mount of this.#options.mounts) {
      if (mount.kind === 'folder' && mount.access === 'write') {
        left -= await this.#collectFolder(mount, left);
      }
    }
  }

  async #provideFolder(mount: ExchangedMount, most: number): Promise<number> {
    const { source, target, toHide } = mount;
    const { entries: wanted, hidden } = await listTree(source, toHide);
    const found = this.#isFirst ? [] : await this.#listPod(mount);
    const { remove, put } = planTreeChanges({ found, wanted });
    const bytes = sizeOf(put);
    if (bytes > most) {
      throw new TooManyBytesError(tooMuchToSend(this.#options));
    }
    if (this.#isFirst) {
      // one that is empty is there as well
      await this.#request('put', { file: target, kind: 'folder' });
    }
    for (const path of remove) {
      await this.#request('remove', { file: `${target}/${path}` });
    }
    await abreast(put, async entry => await this.#send(mount, entry));
    if (this.#isFirst) {
      for (const { path, kind } of hidden) {
        await this.#request('put', {
          file: `${target}/${path}`,
          kind,
          isClosed: true,
        });
      }
    }
    return bytes;
  }

  async #provideFile(
    { source, target }: ExchangedMount,
    most: number,
  ): Promise<number> {
    if (!this.#isFirst) {
      return 0;
    }
    const { size, mode } = await lstat(source);
    if (size > most) {
      throw new TooManyBytesError(tooMuchToSend(this.#options));
    }
    const isExecutable = (mode & 0o100) !== 0;
    await this.#options.session.request(
      'put',
      { file: target, kind: 'file', isExecutable },
      await readWhole(source),
    );
    return size;
  }

  async #collectFolder(mount: ExchangedMount, most: number): Promise<number> {
    const { source, toHide } = mount;
    const { entries: found } = await listTree(source, toHide);
    const wanted = await this.#listPod(mount);
    const { remove, put } = planTreeChanges({ found, wanted });
    const bytes = sizeOf(put);
    if (bytes > most) {
      throw new TooManyBytesError(
        `The pod has written more than the ${
          this.#options.collectedBytes
        } bytes that it may`,
      );
    }
    for (const path of remove) {
      await removeFromTree(source, path);
    }
    for (const entry of put) {
      await putIntoTree(source, entry, this.#fetch(mount, entry));
    }
    return bytes;
  }

  /** What a pod says that a folder of it holds, without what is hidden there. */
  async #listPod({ target, toHide }: ExchangedMount): Promise<TreeEntry[]> {
    const { parts } = await this.#request('list', { root: target });
    const entries = parts.flatMap(part => partSchema.parse(part));
    if (entries.length > MOST_ENTRIES) {
      throw new Error(`The pod has more than ${MOST_ENTRIES} files`);
    }
    return entries.filter(({ path }) => !isHidden(path, toHide));
  }

  async #send({ source, target }: ExchangedMount, entry: TreeEntry) {
    const { path, ...fields } = entry;
    await this.#options.session.request(
      'put',
      { file: `${target}/${path}`, ...fields },
      entry.kind === 'file' ? await readWhole(join(source, path)) : [],
    );
  }

  /** Never more of a file than its pod has said that there is. */
  async *#fetch(
    { target }: ExchangedMount,
    entry: TreeEntry,
  ): AsyncGenerator<Uint8Array> {
    const size = entry.kind === 'file' ? entry.size : 0;
    for (let offset = 0; offset < size; ) {
      const { bytes } = await this.#request('read', {
        file: `${target}/${entry.path}`,
        offset,
        length: Math.min(MOST_PAYLOAD_BYTES, size - offset),
      });
      const part = Buffer.concat(bytes).subarray(0, size - offset);
      if (part.length === 0) {
        throw new Error(`${entry.path} became shorter while it was read`);
      }
      offset += part.length;
      yield part;
    }
  }

  async #request(operation: string, fields: object) {
    return await this.#options.session.request(operation, fields);
  }
}

function tooMuchToSend({ sentBytes }: FileExchangeOptions): string {
  return `The pod would have to be sent more than ${sentBytes} bytes (datasetMigrations.kubernetes.maxSentMegabytes); raise that, or put what does not change into the image (imagePaths)`;
}

function sizeOf(entries: TreeEntry[]): number {
  return entries.reduce(
    (sum, entry) => sum + (entry.kind === 'file' ? entry.size : 0),
    0,
  );
}

function isHidden(path: string, toHide: ReadonlySet<string>): boolean {
  const parts = path.split('/');
  return parts.some((_part, index) =>
    toHide.has(parts.slice(0, index + 1).join('/')),
  );
}

async function readWhole(file: string): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of createReadStream(file, {
    highWaterMark: MOST_PAYLOAD_BYTES,
  })) {
    chunks.push(chunk);
  }
  return chunks;
}

/** Works on a few at a time, begun in their order. */
async function abreast<T>(
  all: T[],
  work: (one: T) => Promise<void>,
): Promise<void> {
  const left = all.values();
  await Promise.all(
    Array.from({ length: ABREAST }, async () => {
      for (const one of left) {
        await work(one);
      }
    }),
  );
}
