import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError, toError } from '@backstage/errors';
import type { DiscoveryFinding } from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  ConsumerSource,
  ConsumerSourceResult,
  FindConsumersOptions,
  FoundConsumer,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { mergeConsumers } from './mergeConsumers';
import { repositoryName } from './repositoryName';

export interface DiscoverConsumersOptions extends FindConsumersOptions {
  sources: readonly ConsumerSource[];
  logger: LoggerService;
}

/** Asks every source who reads the dataset. One that fails becomes a finding, and the others go on. */
export async function discoverConsumers(
  options: DiscoverConsumersOptions,
): Promise<ConsumerSourceResult> {
  const { sources, logger, ...question } = options;
  const results = await Promise.all(
    sources.map(source => askSource({ source, question, logger })),
  );
  question.signal.throwIfAborted();
  const consumers = mergeConsumers(results.flatMap(result => result.consumers));
  return {
    consumers,
    findings: [
      ...results.flatMap(result => result.findings),
      ...consumers.flatMap(undeclaredFinding),
    ],
  };
}

async function askSource(options: {
  source: ConsumerSource;
  question: FindConsumersOptions;
  logger: LoggerService;
}): Promise<ConsumerSourceResult> {
  const { source, question, logger } = options;
  try {
    return await source.findConsumers(question);
  } catch (error) {
    logger.warn('A source of consumers failed', {
      source: source.id,
      error: stringifyError(error),
    });
    const message = `Consumers that only ${
      source.id
    } knows are missing, since it failed: ${
      toError(error).message
    }; plan again when it is back`;
    return { consumers: [], findings: [{ kind: 'sourceFailed', message }] };
  }
}

function undeclaredFinding(consumer: FoundConsumer): DiscoveryFinding[] {
  return consumer.declared || !consumer.repository
    ? []
    : [
        {
          kind: 'undeclared',
          message: `${repositoryName(
            consumer.repository,
          )} names the dataset, and no entity of the catalog declares it; add the relation, or plan with undeclared consumers`,
        },
      ];
}
