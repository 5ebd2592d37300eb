import { SETTLED_TARGET_STATES } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';

export interface SetWindowOptions {
  tx: Knex.Transaction;
  migrationId: string;
  ownerRef: string | null;
  window: Pick<DbTargetRow, 'window_from' | 'window_until' | 'window_reason'>;
}

/** Sets the window of all targets of a team in a migration that are not settled. */
export async function setWindow(options: SetWindowOptions): Promise<void> {
  const { tx, migrationId, ownerRef, window } = options;
  await tx<DbTargetRow>('targets')
    .where({ migration_id: migrationId, owner_ref: ownerRef })
    .whereNotIn('state', [...SETTLED_TARGET_STATES])
    .update(window);
}
