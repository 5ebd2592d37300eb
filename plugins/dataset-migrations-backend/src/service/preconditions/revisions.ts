import { createHash } from 'node:crypto';
import type {
  Calendar,
  EventSubscription,
  LimitList,
  Migration,
  StoredContract,
  WaveList,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** What people can change of a migration, so that one can overwrite another; it stays while targets move. */
export function revisionOfMigration(migration: Migration): string {
  const { contractVersion, requiredLevel, deadline, followUp } = migration;
  const { agents, fallbackAgent, judgeMode, models } = migration;
  const { ownerRef, coOwnerRefs } = migration;
  return hashOf([
    contractVersion,
    requiredLevel,
    deadline,
    followUp,
    agents,
    fallbackAgent,
    judgeMode,
    models?.budgetDollars,
    ownerRef,
    coOwnerRefs,
  ]);
}

/** Who has read the contract alone may change it as long as its version stands. */
export function revisionOfContract({
  version,
}: Pick<StoredContract, 'version'>): string {
  return `contract-${version}`;
}

/** How targets are divided; it stays while they move through the waves. */
export function revisionOfWaves({ items }: WaveList): string {
  return hashOf(
    items.map(({ number, title, gate, targetCount }) => [
      number,
      title,
      gate,
      targetCount,
    ]),
  );
}

/** A calendar as it was set, whatever the clock shows. */
export function revisionOfCalendar({ calendar }: Calendar): string {
  return hashOf(calendar);
}

/** All limits that people have set. */
export function revisionOfLimits({ items }: LimitList): string {
  return hashOf(items);
}

/** What people have set of a subscription; it stays while events arrive or not. */
export function revisionOfEventSubscription(
  subscription: EventSubscription,
): string {
  const { title, url, kinds, migrationId, state } = subscription;
  return hashOf([title, url, kinds, migrationId, state]);
}

/** A short name for a value: another value has another one. */
export function hashOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value ?? null))
    .digest('hex')
    .slice(0, 16);
}
