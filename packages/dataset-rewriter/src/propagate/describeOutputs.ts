import type { AnalyzedFile } from '../analyzeFiles';
import { createLocator } from '../findings/locate';
import type { RenamedOutput } from '../types';
import type { Propagation } from './Propagation';

/** The outputs that have a new name now, as whoever reads them sees it. */
export function listOutputs(
  analyzed: AnalyzedFile[],
  { carried }: Propagation,
): RenamedOutput[] {
  const models = new Map(carried.map(({ path, model }) => [path, model]));
  return analyzed.flatMap(({ path, text, outputs }) => {
    const locate = createLocator(text);
    return outputs.map(({ start, from, to, cause, table }): RenamedOutput => {
      const of = models.get(path) ?? table?.join('.');
      const { line } = locate(start);
      return { file: path, line, from, to, cause, ...(of && { of }) };
    });
  });
}

/** What a person has to know of the outputs: those that have new names, and the files that keep the old ones, with the reason. */
export function describeOutputs(
  outputs: RenamedOutput[],
  { kept }: Propagation,
  analyzed: AnalyzedFile[],
): string[] {
  const texts = new Map(analyzed.map(({ path, text }) => [path, text]));
  return [
    ...outputs.map(({ file, of, from, to }) => {
      const text = texts.get(file) ?? '';
      const isStored = /\bmaterialized\s*=\s*['"]incremental['"]/.test(text);
      return `${file}: the output ${from} of ${
        of ?? 'the query'
      } is called ${to} now.${
        isStored
          ? ' The model is incremental: build it anew once, with --full-refresh.'
          : ''
      }`;
    }),
    ...kept.map(
      ({ path, reason }) =>
        `${path}: the outputs keep their old names, since ${reason}.`,
    ),
  ];
}
