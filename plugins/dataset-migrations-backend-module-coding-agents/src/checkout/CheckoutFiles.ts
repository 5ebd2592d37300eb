import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  lstat,
  readdir,
  readFile,
  realpath,
  writeFile,
} from 'node:fs/promises';
import { isAbsolute, join, normalize, relative, sep } from 'node:path';
import { isInScope } from './isInScope';

export interface CheckoutFilesOptions {
  checkout: string;
  paths?: string[];
  excludedPaths?: string[];
  /** Larger files are neither read nor changed. Default: 1 MiB. */
  maxFileBytes?: number;
  signal: AbortSignal;
}

/** A line that holds what was searched for. */
export interface SearchHit {
  path: string;
  /** From 1; 0 where the name of the file is meant. */
  line: number;
  text: string;
}

const MOST_HITS = 100;
const MOST_FILES = 20_000;
const LONGEST_LINE = 300;
const NOT_SEARCHED = new Set(['node_modules', '.git', 'target', '.venv']);

/** The files of a checkout for an agent of this process: nothing outside of it, no links, and changes only in its scope. */
export class CheckoutFiles {
  readonly #root: string;
  readonly #options: CheckoutFilesOptions;

  private constructor(root: string, options: CheckoutFilesOptions) {
    this.#root = root;
    this.#options = options;
  }

  static async open(options: CheckoutFilesOptions): Promise<CheckoutFiles> {
    return new CheckoutFiles(await realpath(options.checkout), options);
  }

  /** The paths of all plain files that are searched, in a fixed order. */
  async list(): Promise<string[]> {
    const paths: string[] = [];
    for await (const path of this.#walk(this.#root)) {
      paths.push(path);
    }
    return paths;
  }

  /** The text of a file; throws a sentence for the agent when it may not be read. */
  async read(path: string): Promise<string> {
    const { file } = await this.#locate(path);
    const bytes = await readFile(file);
    if (bytes.includes(0)) {
      throw new InputError(`${path} is no text`);
    }
    return bytes.toString('utf8');
  }

  /** Replaces one place of a file; throws a sentence for the agent when that is not possible. */
  async edit(
    path: string,
    change: { before: string; after: string },
  ): Promise<void> {
    const { file, name } = await this.#locate(path);
    if (!isInScope(name, this.#options)) {
      throw new NotAllowedError(
        `${name} belongs to another target; change only files in ${
          this.#options.paths?.join(', ') ?? 'your own folders'
        }`,
      );
    }
    const text = await this.read(path);
    const first = change.before === '' ? -1 : text.indexOf(change.before);
    if (first < 0) {
      throw new InputError(
        `${name} does not hold the text that is to be replaced; read it again and copy the text exactly`,
      );
    }
    if (text.indexOf(change.before, first + 1) >= 0) {
      throw new InputError(
        `${name} holds the text that is to be replaced more than once; give more of the lines around it`,
      );
    }
    const changed =
      text.slice(0, first) +
      change.after +
      text.slice(first + change.before.length);
    if (Buffer.byteLength(changed) > this.#maxFileBytes) {
      throw new InputError(`${name} would become too large`);
    }
    await writeFile(file, changed);
  }

  /** Lines that hold a text, and files whose names do; no pattern, so that none can run forever. */
  async search(text: string, folder = '.'): Promise<SearchHit[]> {
    if (text === '') {
      throw new InputError('Give a text to search for');
    }
    const hits: SearchHit[] = [];
    for await (const path of this.#walk(await this.#folder(folder))) {
      if (path.includes(text)) {
        hits.push({ path, line: 0, text: path });
      }
      const content = await this.read(path).catch(() => '');
      for (const [index, line] of content.split('\n').entries()) {
        if (line.includes(text)) {
          hits.push({
            path,
            line: index + 1,
            text: line.slice(0, LONGEST_LINE),
          });
        }
        if (hits.length >= MOST_HITS) {
          return hits;
        }
      }
    }
    return hits;
  }

  get #maxFileBytes(): number {
    return this.#options.maxFileBytes ?? 1024 * 1024;
  }

  async *#walk(folder: string): AsyncGenerator<string> {
    const queue = [folder];
    let files = 0;
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      this.#options.signal.throwIfAborted();
      const entries = await readdir(next, { withFileTypes: true });
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        const path = join(next, entry.name);
        if (entry.isDirectory() && !NOT_SEARCHED.has(entry.name)) {
          queue.push(path);
        } else if (entry.isFile()) {
          files += 1;
          if (files > MOST_FILES) {
            return;
          }
          yield relative(this.#root, path).split(sep).join('/');
        }
      }
    }
  }

  #inside(path: string): string {
    const name = normalize(path);
    if (
      isAbsolute(name) ||
      name === '..' ||
      name.startsWith(`..${sep}`) ||
      name.includes('\0')
    ) {
      throw new NotAllowedError(
        `${path} is outside of the checkout; give a path relative to its root`,
      );
    }
    return name;
  }

  /** Each folder on the way is looked at, since any of them may be a link that leads outside. */
  async #refuseLinks(name: string): Promise<void> {
    let place = this.#root;
    for (const part of name.split(sep).filter(each => each !== '.')) {
      place = join(place, part);
      const found = await lstat(place).catch(() => undefined);
      if (!found) {
        throw new NotFoundError(`${name} is not in the checkout`);
      }
      if (found.isSymbolicLink()) {
        throw new NotAllowedError(`${name} is or goes through a link`);
      }
    }
  }

  async #folder(path: string): Promise<string> {
    const name = this.#inside(path);
    await this.#refuseLinks(name);
    return join(this.#root, name);
  }

  async #locate(path: string): Promise<{ file: string; name: string }> {
    this.#options.signal.throwIfAborted();
    const name = this.#inside(path);
    await this.#refuseLinks(name);
    const file = join(this.#root, name);
    const found = await lstat(file);
    if (!found.isFile()) {
      throw new InputError(`${name} is no file`);
    }
    if (found.size > this.#maxFileBytes) {
      throw new InputError(
        `${name} is larger than ${this.#maxFileBytes} bytes, which is not read`,
      );
    }
    return { file, name: name.split(sep).join('/') };
  }
}
