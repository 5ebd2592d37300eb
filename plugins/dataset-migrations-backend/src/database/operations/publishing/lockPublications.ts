import type { Knex } from 'knex';
import { lockRows } from '../../time';

/** Makes claims follow each other: none may count what another one is about to begin. */
export async function lockPublications(tx: Knex.Transaction): Promise<void> {
  await tx('fleet').select('id').where({ id: 1 }).modify(lockRows);
}
