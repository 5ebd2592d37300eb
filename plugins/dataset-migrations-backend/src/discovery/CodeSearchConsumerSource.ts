import { toError } from '@backstage/errors';
import type { DiscoveryFinding } from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  CodeHost,
  CodeSearchHit,
  ConsumerSource,
  ConsumerSourceResult,
  FindConsumersOptions,
  FoundConsumer,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { repositoryKey } from './repositoryName';
import { searchableNames } from './searchableNames';

export interface CodeSearchConsumerSourceOptions {
  codeHosts: ReadonlyArray<Pick<CodeHost, 'hosts' | 'searchCode'>>;
}

/** Repositories whose code names the dataset, whatever the catalog says. Which of them are declared is seen when sources are merged. */
export class CodeSearchConsumerSource implements ConsumerSource {
  readonly id = 'code search';
  readonly #codeHosts: CodeSearchConsumerSourceOptions['codeHosts'];

  static create(
    options: CodeSearchConsumerSourceOptions,
  ): CodeSearchConsumerSource {
    return new CodeSearchConsumerSource(options.codeHosts);
  }

  private constructor(codeHosts: CodeSearchConsumerSourceOptions['codeHosts']) {
    this.#codeHosts = codeHosts;
  }

  async findConsumers(
    options: FindConsumersOptions,
  ): Promise<ConsumerSourceResult> {
    const names = searchableNames(options.contract);
    const { signal } = options;
    const hits: CodeSearchHit[] = [];
    const findings: DiscoveryFinding[] = [];
    const places = this.#codeHosts.flatMap(codeHost =>
      codeHost.hosts.map(host => ({ codeHost, host })),
    );
    for (const { codeHost, host } of places) {
      signal.throwIfAborted();
      try {
        hits.push(...(await codeHost.searchCode({ host, names, signal })));
      } catch (error) {
        if (places.length === 1) {
          throw error;
        }
        // what the others know is still worth having
        findings.push({
          kind: 'sourceFailed',
          message: `Consumers that only the code of ${host} knows are missing, since its search failed: ${
            toError(error).message
          }; plan again when it is back`,
        });
      }
    }
    return { consumers: this.#groupByRepository(hits), findings };
  }

  #groupByRepository(hits: CodeSearchHit[]): FoundConsumer[] {
    const consumers = new Map<string, FoundConsumer>();
    for (const { repository, path, name } of hits) {
      const key = repositoryKey(repository);
      const consumer: FoundConsumer = consumers.get(key) ?? {
        title: `${repository.owner}/${repository.name}`,
        repository,
        hops: 1,
        declared: false,
        evidence: [],
      };
      consumer.evidence.push({ source: this.id, detail: `${path}: ${name}` });
      consumers.set(key, consumer);
    }
    return [...consumers.values()];
  }
}
