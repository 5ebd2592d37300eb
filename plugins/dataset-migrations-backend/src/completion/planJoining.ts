import { repositoryKey, repositoryName } from '../discovery/repositoryName';
import type { Plan, PlannedConsumer, PlannedTarget } from '../planning/Plan';

export interface JoiningFacts {
  /** What a plan of today would be. */
  plan: Plan;
  /** Keys of the targets that the migration has. */
  targetKeys: readonly string[];
  /** Consumers that the migration has; those that no entity declares by their repository. */
  consumers: ReadonlyArray<{ entityRef?: string; repository?: string }>;
}

/** What a migration that was started takes in. */
export interface Joining {
  targets: PlannedTarget[];
  consumers: PlannedConsumer[];
}

/**
 * Who has begun to read the dataset, or was found, since a migration was planned. Nobody is ever taken out, and a
 * repository that has targets gets no other ones: shares of it would overlap with what agents have in hand.
 */
export function planJoining(facts: JoiningFacts): Joining {
  const { plan } = facts;
  const keys = new Set(facts.targetKeys);
  const repositories = new Set(
    facts.targetKeys.map(key => key.split('#')[0].toLowerCase()),
  );
  const targets = plan.targets.filter(
    ({ repository }) => !repositories.has(repositoryKey(repository)),
  );
  const joined = new Set(targets.map(({ key }) => key));
  const known = new Set(facts.consumers.map(identityOf));
  const consumers = plan.consumers
    .filter(
      ({ entityRef, repository }) =>
        !known.has(
          identityOf({
            entityRef,
            repository: repository && repositoryName(repository),
          }),
        ),
    )
    .map(consumer => {
      const { targetKey, ...rest } = consumer;
      if (
        targetKey === undefined ||
        keys.has(targetKey) ||
        joined.has(targetKey)
      ) {
        return consumer;
      }
      return {
        ...rest,
        problem:
          'Its repository was divided otherwise when the migration was planned; look at the targets of that repository, or move it by hand.',
      };
    });
  return { targets, consumers };
}

function identityOf({
  entityRef,
  repository,
}: JoiningFacts['consumers'][number]): string {
  return entityRef ?? `repository ${repository?.toLowerCase()}`;
}
