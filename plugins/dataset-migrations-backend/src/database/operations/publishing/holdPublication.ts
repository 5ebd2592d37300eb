import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';
import { recordEvent } from '../events/recordEvent';

export interface HoldPublicationOptions {
  tx: Knex.Transaction;
  targetId: string;
  reason: string;
}

/** Writes why a publication that nobody has begun waits; the state stays. Gives its migration when that is news. */
export async function holdPublication(
  options: HoldPublicationOptions,
): Promise<string | undefined> {
  const { tx, targetId, reason } = options;
  const waiting = {
    id: targetId,
    state: 'publishing',
    lease_owner: null,
  } as const;
  const before = await tx<DbTargetRow>('targets')
    .where(waiting)
    .first('migration_id', 'state_reason');
  const held = await tx<DbTargetRow>('targets')
    .where(waiting)
    .update({ state_reason: reason });
  if (!before || held === 0 || before.state_reason === reason) {
    return undefined;
  }
  await recordEvent({
    tx,
    migrationId: before.migration_id,
    targetId,
    actor: 'skein',
    kind: 'publicationPostponed',
    reason,
  });
  return before.migration_id;
}
