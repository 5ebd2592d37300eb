import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import type { SourceFile } from '@skein/dataset-rewriter';
import { lstat, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describeUnsafePath } from '../git/checkGitNames';
import { isInScope, type Scope } from './isInScope';

export interface ReadCheckoutOptions extends Scope {
  checkout: string;
  /** Larger files are not read; they are returned as findings when code may be in them. */
  maxFileSizeBytes: number;
  signal: AbortSignal;
}

/** Files that hold data or pictures, never code: a large one is no reason to ask a person. */
const DATA_FILE =
  /\.(png|jpe?g|gif|webp|ico|svg|pdf|zip|gz|tgz|bz2|xz|jar|war|whl|woff2?|ttf|eot|mp[34]|parquet|avro|orc|csv|tsv|lock|map|min\.js|bin|so|dll|exe|class|pyc|db|sqlite)$|(^|\/)(package-lock\.json|yarn\.lock|pnpm-lock\.yaml)$/i;

/** Reads the files of a checkout that are in scope, in the order of their paths; symbolic links are never followed. */
export async function readCheckout(
  options: ReadCheckoutOptions,
): Promise<{ files: SourceFile[]; findings: Finding[] }> {
  const { checkout, maxFileSizeBytes, signal, ...scope } = options;
  const files: SourceFile[] = [];
  const findings: Finding[] = [];
  const folders = [''];
  for (
    let folder = folders.pop();
    folder !== undefined;
    folder = folders.pop()
  ) {
    signal.throwIfAborted();
    for (const entry of await readdir(join(checkout, folder), {
      withFileTypes: true,
    })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (describeUnsafePath(path) !== undefined) {
        continue;
      }
      if (entry.isDirectory()) {
        folders.push(path);
        continue;
      }
      if (!entry.isFile() || !isInScope(path, scope)) {
        continue;
      }
      const { size } = await lstat(join(checkout, path));
      if (size <= maxFileSizeBytes) {
        files.push({ path, content: await readFile(join(checkout, path)) });
      } else if (!DATA_FILE.test(path)) {
        findings.push({
          kind: 'unreadable',
          file: path,
          message: `The file is ${Math.ceil(
            size / 1024,
          )} KB large, above the limit of ${Math.floor(
            maxFileSizeBytes / 1024,
          )} KB, and was not read.`,
        });
      }
    }
  }
  const byPath = (a: string, b: string) => (a < b ? -1 : 1);
  return {
    files: files.sort((a, b) => byPath(a.path, b.path)),
    findings: findings.sort((a, b) => byPath(a.file, b.file)),
  };
}
