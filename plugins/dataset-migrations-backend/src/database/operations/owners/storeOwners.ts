import type { Knex } from 'knex';
import type { DbMigrationCoOwnerRow, DbMigrationRow } from '../../tables';

export interface StoreOwnersOptions {
  tx: Knex.Transaction;
  migrationId: string;
  /** Absent when it stays who it is. */
  owner?: { ownerRef: string; transferredBy: string };
  /** All of them. */
  coOwnerRefs: readonly string[];
}

/** Writes who owns a migration, which has to be locked, and who runs it beside the owner. */
export async function storeOwners(options: StoreOwnersOptions): Promise<void> {
  const { tx, migrationId, owner, coOwnerRefs } = options;
  if (owner) {
    await tx<DbMigrationRow>('migrations').where({ id: migrationId }).update({
      owner_ref: owner.ownerRef,
      transferred_by: owner.transferredBy,
    });
  }
  await tx<DbMigrationCoOwnerRow>('migration_co_owners')
    .where({ migration_id: migrationId })
    .delete();
  if (coOwnerRefs.length > 0) {
    await tx<DbMigrationCoOwnerRow>('migration_co_owners').insert(
      coOwnerRefs.map(ref => ({ migration_id: migrationId, owner_ref: ref })),
    );
  }
}
