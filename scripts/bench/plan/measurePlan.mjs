import { createRequire } from 'node:module';
import { consumerRef, datasetRef } from './catalogEntities.mjs';

const require = createRequire(import.meta.url);
const backend = file =>
  require(`../../../plugins/dataset-migrations-backend/src/${file}`);

/** As many as discovery has under way at once. */
const CONCURRENCY = 4;

const codeHost = {
  hosts: ['github.com'],
  parseUrl(url) {
    const { hostname, pathname } = new URL(url);
    const [, owner, name] = pathname.split('/');
    return { repository: { host: hostname, owner, name } };
  },
};

const contractFor = size => ({
  apiVersion: 'skein.dev/v1alpha1',
  kind: 'MappingContract',
  metadata: { name: 'bench' },
  spec: {
    outputs: 'preserve',
    datasets: [
      {
        from: {
          entityRef: datasetRef(size),
          names: [{ platform: 'bigquery', name: 'acme.analytics.old' }],
        },
        to: {
          entityRef: 'resource:default/new',
          names: [{ platform: 'bigquery', name: 'acme.analytics.new' }],
        },
        fields: [{ from: 'a', to: 'b' }],
      },
    ],
  },
});

/** Finds the consumers of the dataset with so many, and plans their targets. */
export async function measurePlan({ catalog, size }) {
  const { CatalogConsumerSource } = backend('discovery/CatalogConsumerSource');
  const { discoverConsumers } = backend('discovery/discoverConsumers');
  const { planTargets } = backend('planning/planTargets');
  const before = catalog.counts.requests;
  const start = performance.now();
  const { consumers, findings } = await discoverConsumers({
    sources: [
      CatalogConsumerSource.create({
        catalog: catalog.service,
        codeHosts: [codeHost],
        consumerRelations: ['dependencyOf', 'apiConsumedBy'],
        maxHops: 3,
      }),
    ],
    contract: contractFor(size),
    credentials: {},
    signal: new AbortController().signal,
    logger: console,
  });
  const plan = planTargets({
    consumers,
    outputs: 'preserve',
    includeUndeclared: false,
  });
  const seconds = (performance.now() - start) / 1000;
  const owned = plan.targets.filter(({ ownerRef }) => ownerRef).length;
  if (plan.targets.length !== size || owned !== size || findings.length > 0) {
    throw new Error(
      `${plan.targets.length} targets, ${owned} with an owner and ${findings.length} findings for ${size} consumers`,
    );
  }
  return { seconds, requests: catalog.counts.requests - before, plan };
}

/** The floor: asks for each consumer by itself, and does nothing with the answer. */
export async function measureOneByOne({ catalog, size }) {
  const start = performance.now();
  await catalog.getEntityByRef(datasetRef(size));
  const waiting = Array.from({ length: size }, (_, index) =>
    consumerRef(size, index),
  ).values();
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      for (const ref of waiting) {
        await catalog.getEntityByRef(ref);
      }
    }),
  );
  return (performance.now() - start) / 1000;
}
