import type { Knex } from 'knex';
import type { DbFleetRow } from '../../tables';

/**
 * Holds the one row of the fleet until the transaction ends. Claims do so before they count what runs: so they follow
 * each other over all replicas, and no two fill the same slot. SQLite has one writer anyway.
 */
export async function holdFleet(
  tx: Knex.Transaction,
): Promise<Pick<DbFleetRow, 'stopped' | 'clock' | 'epoch'>> {
  const fleet = await tx<DbFleetRow>('fleet')
    .where({ id: 1 })
    .forUpdate()
    .first('stopped', 'clock', 'epoch');
  if (!fleet) {
    throw new Error(
      `The row of the table 'fleet' is gone; insert it again: (id, epoch, stopped, clock) = (1, 0, false, 0)`,
    );
  }
  return fleet;
}
