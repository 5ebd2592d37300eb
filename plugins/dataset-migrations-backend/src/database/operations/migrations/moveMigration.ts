import type { MigrationState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { assertMigrationTransition } from '../../../states/assertTransition';
import type { DbMigrationRow } from '../../tables';
import { databaseNow } from '../../time';
import { recordEvent } from '../events/recordEvent';

export interface MoveMigrationOptions {
  tx: Knex.Transaction;
  migrationId: string;
  from: MigrationState;
  to: MigrationState;
  reason?: string;
  actor: string;
}

/** Moves a migration on and writes its event; false if it is no longer in the state that the caller saw. */
export async function moveMigration(
  options: MoveMigrationOptions,
): Promise<boolean> {
  const { tx, migrationId, from, to, reason, actor } = options;
  assertMigrationTransition(from, to);
  const moved = await tx<DbMigrationRow>('migrations')
    .where({ id: migrationId, state: from })
    .update({
      state: to,
      state_reason: reason ?? null,
      state_since: databaseNow(tx),
    });
  if (moved === 0) {
    return false;
  }
  await recordEvent({
    tx,
    migrationId,
    actor,
    kind: 'migrationMoved',
    from,
    to,
    reason,
  });
  return true;
}
