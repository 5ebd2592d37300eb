import type { MappingContract } from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  FoundConsumer,
  RepositoryAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { repositoryKey, repositoryName } from '../discovery/repositoryName';
import { orderTargets, type UnorderedTarget } from './orderTargets';
import type { Plan } from './Plan';
import { splitRepository, type RepositoryShare } from './splitRepository';

export interface PlanTargetsOptions {
  consumers: readonly FoundConsumer[];
  outputs: MappingContract['spec']['outputs'];
  /** Take in code that no entity declares. */
  includeUndeclared: boolean;
}

/** One target for each repository, or for each owner's share of one. The same consumers give the same plan. */
export function planTargets(options: PlanTargetsOptions): Plan {
  const repositories = new Map<string, FoundConsumer[]>();
  for (const consumer of options.consumers) {
    if (consumer.repository && !problemOf(consumer, options)) {
      const key = repositoryKey(consumer.repository);
      const known = repositories.get(key);
      if (known) {
        known.push(consumer);
      } else {
        repositories.set(key, [consumer]);
      }
    }
  }

  const targets: UnorderedTarget[] = [];
  const covered = new Map<FoundConsumer, string>();
  for (const inRepository of repositories.values()) {
    const repository = inRepository[0].repository!;
    const shares = splitRepository(inRepository);
    for (const share of shares) {
      const isShare = shares.length > 1;
      const target = toTarget({ repository, share, isShare });
      targets.push(target);
      share.consumers.forEach(consumer => covered.set(consumer, target.key));
    }
  }

  const consumers = options.consumers.map(consumer => {
    const problem = problemOf(consumer, options);
    const targetKey = covered.get(consumer);
    return {
      ...consumer,
      ...(targetKey !== undefined && { targetKey }),
      ...(problem !== undefined && { problem }),
    };
  });
  return {
    consumers,
    ...orderTargets({
      targets: targets.sort((a, b) => (a.key < b.key ? -1 : 1)),
      // what keeps its outputs as they are holds nobody up
      consumers: options.outputs === 'preserve' ? [] : consumers,
    }),
  };
}

/** Why a consumer gets no target; undefined when it gets one. */
function problemOf(
  consumer: FoundConsumer,
  { outputs, includeUndeclared }: PlanTargetsOptions,
): string | undefined {
  if (consumer.hops > 1 && outputs === 'preserve') {
    return 'It reads the dataset only through other consumers, and their outputs keep their names; nothing changes for it.';
  }
  if (!consumer.repository) {
    return 'Nobody says where its code is; set the annotation backstage.io/source-location to a URL of a configured code host, then plan again.';
  }
  if (!consumer.declared && !includeUndeclared) {
    return 'No entity of the catalog declares it; add the relation, or plan with undeclared consumers.';
  }
  return undefined;
}

function toTarget(options: {
  repository: RepositoryAddress;
  share: RepositoryShare;
  isShare: boolean;
}): UnorderedTarget {
  const { repository, share, isShare } = options;
  const { consumers, ...rest } = share;
  const name = repositoryName(repository);
  return {
    key: isShare ? `${name}#${share.ownerRef ?? 'unowned'}` : name,
    repository,
    ...rest,
    entityRefs: [
      ...new Set(consumers.flatMap(({ entityRef }) => entityRef ?? [])),
    ].sort(),
    hops: Math.min(...consumers.map(({ hops }) => hops)),
    declared: consumers.some(({ declared }) => declared),
  };
}
