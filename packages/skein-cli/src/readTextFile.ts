import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { mendOfFileError } from './mendOfFileError';
import { UsageError } from './UsageError';

export interface ReadTextFileOptions {
  /** Option or argument that names the file. */
  field: string;
  file: string;
  workingDirectory: string;
  /** What the file should hold, for example `a mapping contract`. */
  what: string;
}

/** The text of a file; a `UsageError` that names the mend if there is none. */
export async function readTextFile(
  options: ReadTextFileOptions,
): Promise<string> {
  const { field, file, workingDirectory, what } = options;
  const content = await readFile(resolve(workingDirectory, file)).catch(
    (error: unknown) => {
      const mend = `${mendOfFileError(error)}; give the file of ${what}`;
      throw new UsageError({ field, value: file, mend, cause: error });
    },
  );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch (error) {
    const mend = `is not UTF-8 text; give the file of ${what}, saved as UTF-8`;
    throw new UsageError({ field, value: file, mend, cause: error });
  }
}
