import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  CodeHost,
  ConsumerSource,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { CatalogConsumerSource } from './CatalogConsumerSource';
import { CodeSearchConsumerSource } from './CodeSearchConsumerSource';

export interface CreateConsumerSourcesOptions {
  catalog: CatalogService;
  codeHosts: readonly CodeHost[];
  config: { consumerRelations: readonly string[]; maxHops: number };
  /** Sources that modules add to the catalog and code search. */
  added: readonly ConsumerSource[];
}

/** All sources of consumers, the plugin's own first. */
export function createConsumerSources(
  options: CreateConsumerSourcesOptions,
): ConsumerSource[] {
  const { catalog, codeHosts, config, added } = options;
  const { consumerRelations, maxHops } = config;
  return [
    CatalogConsumerSource.create({
      catalog,
      codeHosts,
      consumerRelations,
      maxHops,
    }),
    CodeSearchConsumerSource.create({ codeHosts }),
    ...added,
  ];
}
