import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { mendOfFileError } from '../mendOfFileError';
import { UsageError } from '../UsageError';

export interface ResolveCheckoutDirectoryOptions {
  directory: string;
  workingDirectory: string;
}

/** The real, absolute path of an existing folder. */
export async function resolveCheckoutDirectory(
  options: ResolveCheckoutDirectoryOptions,
): Promise<string> {
  const { directory, workingDirectory } = options;
  const refuse = (mend: string, cause?: unknown) =>
    new UsageError({
      field: 'DIR',
      value: directory,
      mend: `${mend}; give the folder of a checkout`,
      cause,
    });
  const path = await realpath(resolve(workingDirectory, directory)).catch(
    (error: unknown) => {
      throw refuse(mendOfFileError(error), error);
    },
  );
  if (!(await stat(path)).isDirectory()) {
    throw refuse('is not a directory');
  }
  return path;
}
