import type { Knex } from 'knex';
import type { DbActRow } from '../../tables';
import { databaseNow } from '../../time';

export interface EndActOptions {
  knex: Knex;
  id: DbActRow['id'];
  outcome: Exclude<DbActRow['outcome'], 'begun'>;
  problem?: string;
  /** The migration that it made. */
  migrationId?: string;
}

/** Writes what came of an act; once it is written it is never changed. */
export async function endAct(options: EndActOptions): Promise<void> {
  const { knex, id, outcome, problem, migrationId } = options;
  await knex<DbActRow>('acts')
    .where({ id, outcome: 'begun' })
    .update({
      outcome,
      ended_at: databaseNow(knex),
      problem: problem ?? null,
      ...(migrationId !== undefined && { migration_id: migrationId }),
    });
}
