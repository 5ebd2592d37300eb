import { RELATION_OWNED_BY, type Entity } from '@backstage/catalog-model';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  DATASET_MIGRATION_KIND,
  type DiscoveryFinding,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  CodeHost,
  ConsumerSource,
  ConsumerSourceResult,
  FindConsumersOptions,
  FoundConsumer,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { parseFullEntityRef } from './parseFullEntityRef';
import { findCycles } from './findCycles';
import { resolveRepository } from './resolveRepository';

/** All that is read of an entity; catalogs are large. */
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'spec.type',
  'relations',
];

/** Entities that are asked for in one request, and requests at once. */
const BATCH_SIZE = 200;
const CONCURRENCY = 4;

const MIGRATION_KIND = `${DATASET_MIGRATION_KIND.toLocaleLowerCase('en-US')}:`;

/** Names in one sentence; nobody reads more. */
const MOST_NAMES = 5;

export interface CatalogConsumerSourceOptions {
  catalog: CatalogService;
  codeHosts: ReadonlyArray<Pick<CodeHost, 'hosts' | 'parseUrl'>>;
  /** Relations of a dataset that lead to its consumers. */
  consumerRelations: readonly string[];
  /** How many hops from the dataset are looked at. */
  maxHops: number;
}

/** A way on which a consumer was reached. */
interface Edge {
  from: string;
  relation: string;
}

interface Walk {
  hops: Map<string, number>;
  entities: Map<string, Entity>;
  edges: Map<string, Edge[]>;
  dangling: Set<string>;
}

/** Consumers by the relations of the catalog, over several hops. */
export class CatalogConsumerSource implements ConsumerSource {
  readonly id = 'catalog';
  readonly #options: CatalogConsumerSourceOptions;

  static create(options: CatalogConsumerSourceOptions): CatalogConsumerSource {
    return new CatalogConsumerSource(options);
  }

  private constructor(options: CatalogConsumerSourceOptions) {
    this.#options = options;
  }

  async findConsumers(
    options: FindConsumersOptions,
  ): Promise<ConsumerSourceResult> {
    const datasetRefs = options.contract.spec.datasets.map(move =>
      parseFullEntityRef(move.from.entityRef),
    );
    const walk = await this.#walk(datasetRefs, options);
    const consumers = [...walk.entities]
      .filter(([ref]) => walk.hops.get(ref)! > 0)
      .map(([ref, entity]) => this.#toConsumer(ref, entity, walk));
    return {
      consumers,
      findings: [
        ...consumers.flatMap(noRepositoryFinding),
        ...[...walk.dangling].map(ref => danglingFinding(ref, walk)),
        ...findCycles(readersOf(walk)).map(cycleFinding),
      ],
    };
  }

  /** Level by level, so that each entity is fetched once and has the shortest way. */
  async #walk(
    datasetRefs: string[],
    options: FindConsumersOptions,
  ): Promise<Walk> {
    const walk: Walk = {
      hops: new Map(datasetRefs.map(ref => [ref, 0])),
      entities: new Map(),
      edges: new Map(),
      dangling: new Set(),
    };
    let level = [...walk.hops.keys()];
    for (let hops = 0; level.length > 0; hops++) {
      const fetched = await this.#fetch(level, options);
      const next = new Set<string>();
      for (const [ref, entity] of fetched) {
        if (!entity) {
          walk.dangling.add(ref);
          continue;
        }
        walk.entities.set(ref, entity);
        for (const [reader, edge] of this.#readersOf(ref, entity)) {
          const known = walk.hops.has(reader);
          if (!known && hops === this.#options.maxHops) {
            continue;
          }
          const edges = walk.edges.get(reader);
          if (edges) {
            edges.push(edge);
          } else {
            walk.edges.set(reader, [edge]);
          }
          if (!known) {
            walk.hops.set(reader, hops + 1);
            next.add(reader);
          }
        }
      }
      level = [...next];
    }
    return walk;
  }

  async #fetch(
    refs: string[],
    {
      credentials,
      signal,
    }: { credentials: BackstageCredentials; signal: AbortSignal },
  ): Promise<Map<string, Entity | undefined>> {
    const batches: string[][] = [];
    for (let start = 0; start < refs.length; start += BATCH_SIZE) {
      batches.push(refs.slice(start, start + BATCH_SIZE));
    }
    const found = new Map<string, Entity | undefined>();
    const waiting = batches.values();
    await Promise.all(
      Array.from({ length: CONCURRENCY }, async () => {
        for (const entityRefs of waiting) {
          signal.throwIfAborted();
          const { items } = await this.#options.catalog.getEntitiesByRefs(
            { entityRefs, fields: FIELDS },
            { credentials },
          );
          entityRefs.forEach((ref, index) => found.set(ref, items[index]));
        }
      }),
    );
    // in the order of the question, whichever answer came first
    return new Map(refs.map(ref => [ref, found.get(ref)]));
  }

  #readersOf(ref: string, entity: Entity): Array<[string, Edge]> {
    return (
      (entity.relations ?? [])
        .filter(({ type }) => this.#options.consumerRelations.includes(type))
        .map<[string, Edge]>(({ type, targetRef }) => [
          parseFullEntityRef(targetRef),
          { from: ref, relation: type },
        ])
        // whatever relations adopters look at: a migration is no reader of what it moves
        .filter(([reader]) => !reader.startsWith(MIGRATION_KIND))
    );
  }

  #toConsumer(ref: string, entity: Entity, walk: Walk): FoundConsumer {
    const edges = walk.edges.get(ref)!;
    const owner = entity.relations?.find(
      ({ type }) => type === RELATION_OWNED_BY,
    );
    return {
      entityRef: ref,
      title: entity.metadata.title ?? entity.metadata.name,
      ...(owner && { ownerRef: parseFullEntityRef(owner.targetRef) }),
      ...resolveRepository({ entity, codeHosts: this.#options.codeHosts }),
      hops: walk.hops.get(ref)!,
      reads: [...new Set(edges.map(({ from }) => from))].sort(),
      declared: true,
      evidence: edges.map(({ from, relation }) => ({
        source: this.id,
        detail: `${from} has the relation ${relation} to it`,
      })),
    };
  }
}

function readersOf(walk: Walk): Map<string, string[]> {
  const readers = new Map<string, string[]>();
  for (const [reader, edges] of walk.edges) {
    for (const { from } of edges) {
      const known = readers.get(from);
      if (known) {
        known.push(reader);
      } else {
        readers.set(from, [reader]);
      }
    }
  }
  return readers;
}

function noRepositoryFinding(consumer: FoundConsumer): DiscoveryFinding[] {
  return consumer.repository
    ? []
    : [
        {
          kind: 'noRepository',
          entityRef: consumer.entityRef,
          message: `${consumer.entityRef} does not say where its code is; set the annotation backstage.io/source-location to a URL of a configured code host`,
        },
      ];
}

function danglingFinding(ref: string, walk: Walk): DiscoveryFinding {
  const edges = walk.edges.get(ref);
  const message = edges
    ? `${edges
        .map(({ from }) => from)
        .join(
          ', ',
        )} names ${ref}, which is not in the catalog; register it, or take the relation away`
    : `The dataset ${ref} is not in the catalog; register it, or correct spec.datasets[].from.entityRef`;
  return { kind: 'danglingRelation', entityRef: ref, message };
}

function cycleFinding(cycle: string[]): DiscoveryFinding {
  const shown = cycle.slice(0, MOST_NAMES);
  const left = cycle.length - shown.length;
  const names = `${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
  return {
    kind: 'cycle',
    entityRef: cycle[0],
    message: `${names} read each other in a circle; each is looked at once, with its shortest way from the dataset`,
  };
}
