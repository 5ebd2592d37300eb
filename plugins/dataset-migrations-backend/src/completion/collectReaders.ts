import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError, toError } from '@backstage/errors';
import type { Readers } from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  FindReadersOptions,
  FoundReader,
  ReaderSource,
} from '@skein/backstage-plugin-dataset-migrations-node';

export interface CollectReadersOptions extends FindReadersOptions {
  sources: readonly ReaderSource[];
  logger: LoggerService;
}

/** Asks every source who still reads the old datasets. One that fails counts as a reader, since nobody knows. */
export async function collectReaders(
  options: CollectReadersOptions,
): Promise<Omit<Readers, 'checkedAt'>> {
  const { sources, logger, ...question } = options;
  const found = await Promise.all(
    sources.map(source => askSource(source, question, logger)),
  );
  const places = found.flat();
  return {
    count: new Set(places.map(({ repository }) => repository)).size,
    places,
  };
}

async function askSource(
  source: ReaderSource,
  question: FindReadersOptions,
  logger: LoggerService,
): Promise<FoundReader[]> {
  try {
    return await source.findReaders(question);
  } catch (error) {
    question.signal.throwIfAborted();
    logger.warn('A source of readers failed', {
      source: source.id,
      error: stringifyError(error),
    });
    return [
      {
        repository: source.id,
        where: `Not known: ${toError(error).message.slice(0, 300)}`,
        unknown: true,
      },
    ];
  }
}
