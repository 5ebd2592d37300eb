import { constants } from 'node:fs';
import { open, readdir, readlink, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import type { SourceFile } from '@skein/dataset-rewriter';
import { mendOfFileError } from '../mendOfFileError';
import { UsageError } from '../UsageError';

/** How much of a checkout is read. */
export interface CheckoutLimits {
  /** A larger file is listed and not read. */
  maxFileBytes: number;
  /** A checkout with more text than this is refused. */
  maxTotalBytes: number;
  /** A checkout with more files than this is refused. */
  maxFiles: number;
}

export const DEFAULT_CHECKOUT_LIMITS: CheckoutLimits = {
  maxFileBytes: 5 * 1024 * 1024,
  maxTotalBytes: 256 * 1024 * 1024,
  maxFiles: 100_000,
};

export interface ReadCheckoutOptions {
  /** Absolute path. */
  directory: string;
  limits?: CheckoutLimits;
}

/** The text files of a checkout by path, and what could not be read. */
export interface Checkout {
  files: SourceFile[];
  /** Places that might hold a reference and were not read; each is left for a person. */
  findings: Finding[];
}

/** What a version control system or a package manager put there; nobody edits it. */
const SKIPPED_NAMES = ['.git', '.hg', '.svn', 'node_modules'];

/** As git does it: text has no zero byte near its beginning. */
const BINARY_PROBE_BYTES = 8000;

/** One reading of a checkout; it collects what it meets. */
class CheckoutWalk {
  readonly #directory: string;
  readonly #limits: CheckoutLimits;
  readonly #files: SourceFile[] = [];
  readonly #findings: Finding[] = [];
  #totalBytes = 0;

  constructor(options: ReadCheckoutOptions) {
    this.#directory = options.directory;
    this.#limits = options.limits ?? DEFAULT_CHECKOUT_LIMITS;
  }

  checkout(): Checkout {
    return {
      files: this.#files.sort(byKey(file => file.path)),
      findings: this.#findings.sort(byKey(finding => finding.file)),
    };
  }

  async readDirectory(path: string): Promise<void> {
    const entries = await readdir(this.#absolute(path), {
      withFileTypes: true,
    }).catch((error: unknown) => {
      this.#leave(path, `${mendOfFileError(error)}, so nothing in it was read`);
      return [];
    });
    for (const entry of entries) {
      const entryPath = path === '' ? entry.name : `${path}/${entry.name}`;
      if (SKIPPED_NAMES.includes(entry.name)) {
        continue;
      }
      if (entry.isDirectory()) {
        await this.readDirectory(entryPath);
      } else if (entry.isSymbolicLink()) {
        await this.#lookAtLink(entryPath);
      } else if (entry.isFile()) {
        await this.#readFile(entryPath);
      }
    }
  }

  async #readFile(path: string): Promise<void> {
    try {
      const content = await this.#readText(path);
      if (content) {
        this.#add({ path, content });
      }
    } catch (error) {
      if (error instanceof UsageError) {
        throw error;
      }
      this.#leave(path, `${mendOfFileError(error)}, so it was not read`);
    }
  }

  /** The bytes of a text file; undefined for a binary file, and for one that is too large. */
  async #readText(path: string): Promise<Buffer | undefined> {
    // Without O_NOFOLLOW, a file that turns into a link between listing and reading would lead out of the directory.
    const file = await open(
      this.#absolute(path),
      constants.O_RDONLY | constants.O_NOFOLLOW,
    );
    try {
      const { size } = await file.stat();
      const probe = Buffer.alloc(Math.min(size, BINARY_PROBE_BYTES));
      await file.read(probe, 0, probe.length, 0);
      if (probe.includes(0)) {
        return undefined;
      }
      if (size > this.#limits.maxFileBytes) {
        this.#leave(
          path,
          `is ${size} bytes long; files over ${
            this.#limits.maxFileBytes
          } bytes are not read`,
        );
        return undefined;
      }
      return await file.readFile();
    } finally {
      await file.close();
    }
  }

  #add(file: SourceFile): void {
    this.#files.push(file);
    this.#totalBytes += file.content.length;
    const { maxFiles, maxTotalBytes } = this.#limits;
    const limit =
      (this.#files.length > maxFiles && `${maxFiles} files`) ||
      (this.#totalBytes > maxTotalBytes && `${maxTotalBytes} bytes of text`);
    if (limit) {
      throw new UsageError({
        field: 'DIR',
        value: this.#directory,
        mend: `has more than ${limit}; run skein on one of its folders at a time`,
      });
    }
  }

  /** What a link within the directory points to is read where it really is. */
  async #lookAtLink(path: string): Promise<void> {
    const link = this.#absolute(path);
    const destination = await realpath(link).catch(async () =>
      resolve(dirname(link), await readlink(link)),
    );
    const fromRoot = relative(await realpath(this.#directory), destination);
    const leaves =
      fromRoot === '..' ||
      fromRoot.startsWith(`..${sep}`) ||
      isAbsolute(fromRoot);
    if (leaves) {
      this.#leave(
        path,
        'is a symbolic link that leaves the directory; what it points to was not read',
      );
    }
  }

  #leave(path: string, message: string): void {
    this.#findings.push({ kind: 'unreadable', file: path || '.', message });
  }

  #absolute(path: string): string {
    return resolve(this.#directory, path);
  }
}

/** Reads the text files below a directory. Symbolic links are never followed; one that leaves the directory is listed. */
export async function readCheckout(
  options: ReadCheckoutOptions,
): Promise<Checkout> {
  const walk = new CheckoutWalk(options);
  await walk.readDirectory('');
  return walk.checkout();
}

/** By code unit and not by locale, so that every machine gives the same order. */
function byKey<T>(keyOf: (element: T) => string) {
  return (left: T, right: T): number => {
    const [a, b] = [keyOf(left), keyOf(right)];
    if (a === b) {
      return 0;
    }
    return a < b ? -1 : 1;
  };
}
