import { analyzeFiles } from './analyzeFiles';
import { createLocator } from './findings/locate';
import type { OldReference, RewriteOptions } from './types';

/**
 * Who still reads the old dataset: every place in code that names it. Comments and prose do not count, nor does a
 * column that was left on purpose where the new dataset is read already.
 * @public
 */
export async function findOldReferences(
  options: RewriteOptions,
): Promise<OldReference[]> {
  const { files, unreadable } = await analyzeFiles(options);
  const read = files.flatMap(({ path, text, references }) => {
    const locate = createLocator(text);
    return [...references]
      .sort((a, b) => a.start - b.start)
      .filter(({ start }, index, all) => start !== all[index - 1]?.start)
      .map(({ start, name }) => ({ file: path, ...locate(start), name }));
  });
  const perhaps = unreadable.map(({ file, message }) => ({
    file,
    line: 1,
    column: 1,
    text: '',
    name: message,
  }));
  return [...read, ...perhaps];
}
