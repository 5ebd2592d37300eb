import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { recordEvent } from '../database/operations/events/recordEvent';
import { storeOwners } from '../database/operations/owners/storeOwners';
import { planOwners } from '../service/owners/planOwners';

/** Hands a migration over in the transaction that changes it, if it has another owner; gives it as it is then. */
export async function setOwner(
  tx: Knex.Transaction,
  options: { migration: Migration; ownerRef: string; actor: string },
): Promise<Migration> {
  const { migration, ownerRef, actor } = options;
  const { id: migrationId, coOwnerRefs } = migration;
  const plan = planOwners({
    before: migration,
    wanted: { ownerRef, coOwnerRefs },
  });
  if (!plan) {
    return migration;
  }
  await storeOwners({
    tx,
    migrationId,
    owner: { ownerRef, transferredBy: actor },
    coOwnerRefs: plan.coOwnerRefs,
  });
  await recordEvent({
    tx,
    migrationId,
    actor,
    kind: 'ownersChanged',
    reason: plan.event,
  });
  return { ...migration, ownerRef, coOwnerRefs: plan.coOwnerRefs };
}
