import type { DiscoveryFinding } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { recordEvent } from '../database/operations/events/recordEvent';
import { lockMigration } from '../database/operations/migrations/lockMigration';
import type {
  DbConsumerRow,
  DbMigrationRow,
  DbTargetRow,
} from '../database/tables';
import { addToPlan } from '../planning/addToPlan';
import type { Plan, PlannedTarget } from '../planning/Plan';

import { planJoining } from './planJoining';

export interface StoreJoiningOptions {
  tx: Knex.Transaction;
  migrationId: string;
  /** What a plan of today would be. */
  plan: Plan;
  findings: readonly DiscoveryFinding[];
  repositoryUrl(target: PlannedTarget): string;
}

/**
 * Lets new consumers join a migration that was started; each new target waits like any other, and has an event that says
 * that it came late. Done twice, nothing joins twice.
 *
 * @returns how many consumers joined
 */
export async function storeJoining(
  options: StoreJoiningOptions,
): Promise<number> {
  const { tx, migrationId, plan, findings, repositoryUrl } = options;
  const migration = await lockMigration(tx, migrationId);
  if (
    !migration ||
    !['running', 'paused', 'completing', 'completed'].includes(migration.state)
  ) {
    return 0;
  }
  const targets = await tx<DbTargetRow>('targets')
    .where({ migration_id: migrationId })
    .select('id', 'target_key');
  const consumers = await tx<DbConsumerRow>('consumers')
    .where({ migration_id: migrationId })
    .select('entity_ref', 'repository', 'position');
  const joining = planJoining({
    plan,
    targetKeys: targets.map(({ target_key }) => target_key),
    consumers: consumers.map(({ entity_ref, repository }) => ({
      entityRef: entity_ref ?? undefined,
      repository: repository ?? undefined,
    })),
  });
  await tx<DbMigrationRow>('migrations')
    .where({ id: migrationId })
    .update({ findings: JSON.stringify(findings) });
  const ids = await addToPlan({
    tx,
    migrationId,
    repositoryUrl,
    ...joining,
    knownIds: new Map(targets.map(({ id, target_key }) => [target_key, id])),
    firstPosition:
      consumers.reduce((last, { position }) => Math.max(last, position), -1) +
      1,
  });
  for (const { key } of joining.targets) {
    await recordEvent({
      tx,
      migrationId,
      targetId: ids.get(key),
      actor: 'skein',
      kind: 'targetJoined',
      to: 'pending',
      reason: `${key} reads the dataset and was found after the start`,
    });
  }
  return joining.consumers.length;
}
