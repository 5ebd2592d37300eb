import type { FoundConsumer } from '@skein/backstage-plugin-dataset-migrations-node';
import { repositoryKey } from './repositoryName';

/**
 * Consumers of several sources as one list, by hops and then by name: an entity that two sources found stands there
 * once, with the evidence of both, and code in a repository that a direct consumer covers is evidence for that one.
 */
export function mergeConsumers(
  found: readonly FoundConsumer[],
): FoundConsumer[] {
  const entities = new Map<string, FoundConsumer>();
  const repositories = new Map<string, FoundConsumer>();
  for (const consumer of found) {
    const { entityRef, repository } = consumer;
    if (entityRef !== undefined) {
      const known = entities.get(entityRef);
      entities.set(entityRef, known ? merge(known, consumer) : consumer);
    } else if (repository) {
      const key = repositoryKey(repository);
      const known = repositories.get(key);
      repositories.set(key, known ? merge(known, consumer) : consumer);
    }
  }

  const covered = new Set<string>();
  const declared = [...entities.values()].map(consumer => {
    // an indirect consumer that names the dataset itself is declared wrongly, and listed beside
    if (!consumer.repository || consumer.hops > 1) {
      return consumer;
    }
    const key = repositoryKey(consumer.repository);
    const inCode = repositories.get(key);
    covered.add(key);
    return inCode
      ? { ...consumer, evidence: joinEvidence(consumer, inCode) }
      : consumer;
  });
  const undeclared = [...repositories]
    .filter(([key]) => !covered.has(key))
    .map(([, consumer]) => consumer);
  return [...declared, ...undeclared].sort(byHopsAndName);
}

function merge(first: FoundConsumer, second: FoundConsumer): FoundConsumer {
  return {
    ...second,
    ...first,
    hops: Math.min(first.hops, second.hops),
    ...joinReads(first, second),
    declared: first.declared || second.declared,
    evidence: joinEvidence(first, second),
  };
}

function joinReads(
  { reads: some = [] }: FoundConsumer,
  { reads: others = [] }: FoundConsumer,
): Pick<FoundConsumer, 'reads'> {
  const reads = [...new Set([...some, ...others])].sort();
  return reads.length > 0 ? { reads } : {};
}

function joinEvidence(
  first: FoundConsumer,
  second: FoundConsumer,
): FoundConsumer['evidence'] {
  const seen = new Map(
    [...first.evidence, ...second.evidence].map(evidence => [
      `${evidence.source}\n${evidence.detail}`,
      evidence,
    ]),
  );
  return [...seen.values()];
}

function byHopsAndName(a: FoundConsumer, b: FoundConsumer): number {
  return (
    a.hops - b.hops ||
    compareTexts(a.title, b.title) ||
    compareTexts(a.entityRef ?? '', b.entityRef ?? '')
  );
}

/** By code units: the same on every machine, whatever its locale. */
function compareTexts(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
