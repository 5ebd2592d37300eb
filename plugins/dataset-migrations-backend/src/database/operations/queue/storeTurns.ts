import type { Knex } from 'knex';
import type { ServedTurns } from '../../../queue/FairTurns';
import type { DbFleetRow, DbQueueTurnRow } from '../../tables';

/** Keeps how far everybody has been served. The caller holds the fleet. */
export async function storeTurns(
  tx: Knex.Transaction,
  served: ServedTurns,
): Promise<void> {
  const rows: DbQueueTurnRow[] = [
    ...[...served.migrations].map(([subject, finish]) => ({
      scope: 'migration' as const,
      subject,
      finish,
      clock: 0,
    })),
    ...[...served.owners].map(([subject, { finish, clock }]) => ({
      scope: 'owner' as const,
      subject,
      finish,
      clock,
    })),
  ];
  if (rows.length === 0) {
    return;
  }
  await tx<DbQueueTurnRow>('queue_turns')
    .insert(rows)
    .onConflict(['scope', 'subject'])
    .merge(['finish', 'clock']);
  await tx<DbFleetRow>('fleet')
    .where({ id: 1 })
    .update({ clock: served.clock });
}
