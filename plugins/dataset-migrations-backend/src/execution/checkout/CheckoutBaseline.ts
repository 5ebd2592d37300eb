import type { StoredFile } from '../../database/tables';
import { blobName } from '../../git/blobName';
import { isPlainFile, type TreeEntry } from '../../git/treeEntries';
import type { CheckoutFile } from '../patchPolicy/CheckoutChange';

interface KnownFile {
  mode: StoredFile['mode'];
  sha: string;
  sizeBytes: number;
}

export interface CheckoutBaselineOptions {
  /** What the checkout was filled from. */
  base: TreeEntry[];
  /** Paths of it that were not put into the checkout. */
  skipped: ReadonlySet<string>;
  /** What was changed since then, by whom one trusts. */
  changes: StoredFile[];
  /** The contents of files of the base, all at once. */
  read: (
    paths: ReadonlySet<string>,
  ) => AsyncIterable<{ path: string; content: Uint8Array }>;
}

/** What a checkout held when the first coding agent began. */
export class CheckoutBaseline {
  readonly #files = new Map<string, KnownFile>();
  readonly #changed = new Map<string, Buffer>();
  readonly #read: CheckoutBaselineOptions['read'];
  /** Paths of the repository that are not in the checkout. */
  readonly skipped: ReadonlySet<string>;
  /** What had been changed by then. */
  readonly changes: StoredFile[];

  private constructor(options: CheckoutBaselineOptions) {
    const { base, skipped, changes } = options;
    this.#read = options.read;
    this.skipped = skipped;
    this.changes = changes;
    for (const entry of base) {
      if (isPlainFile(entry) && !skipped.has(entry.path)) {
        this.#files.set(entry.path, {
          mode: entry.mode === '100755' ? '100755' : '100644',
          sha: entry.sha,
          sizeBytes: entry.sizeBytes ?? 0,
        });
      }
    }
    const like = base[0]?.sha ?? '';
    for (const { path, mode, content } of changes) {
      if (content === null) {
        this.#files.delete(path);
        continue;
      }
      const bytes = Buffer.from(content, 'base64');
      this.#changed.set(path, bytes);
      this.#files.set(path, {
        mode,
        sha: blobName(bytes, like),
        sizeBytes: bytes.length,
      });
    }
  }

  static create(options: CheckoutBaselineOptions): CheckoutBaseline {
    return new CheckoutBaseline(options);
  }

  get paths(): Iterable<string> {
    return this.#files.keys();
  }

  find(path: string): Readonly<KnownFile> | undefined {
    return this.#files.get(path);
  }

  /** True when a content is what the file held. */
  holds(path: string, content: Uint8Array): boolean {
    const known = this.#files.get(path);
    return known !== undefined && known.sha === blobName(content, known.sha);
  }

  /** The files that were there, by their paths. */
  async read(paths: readonly string[]): Promise<Map<string, CheckoutFile>> {
    const files = new Map<string, CheckoutFile>();
    const ofBase = new Set<string>();
    for (const path of paths) {
      const known = this.#files.get(path);
      const content = this.#changed.get(path);
      if (known && content) {
        files.set(path, { mode: known.mode, content });
      } else if (known) {
        ofBase.add(path);
      }
    }
    if (ofBase.size > 0) {
      for await (const { path, content } of this.#read(ofBase)) {
        files.set(path, { mode: this.#files.get(path)!.mode, content });
      }
    }
    return files;
  }
}
