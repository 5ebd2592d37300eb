import type { Knex } from 'knex';
import type { DbFleetRow } from '../../tables';

/** The switch of the fleet as it stands. */
export async function findFleet(knex: Knex): Promise<DbFleetRow> {
  const fleet = await knex<DbFleetRow>('fleet').where({ id: 1 }).first();
  if (!fleet) {
    throw new Error(
      `The row of the table 'fleet' is gone; insert it again: (id, epoch, stopped, clock) = (1, 0, false, 0)`,
    );
  }
  return fleet;
}
