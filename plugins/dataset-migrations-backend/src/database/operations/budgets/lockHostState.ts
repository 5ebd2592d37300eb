import type { Knex } from 'knex';
import type { DbCodeHostRow } from '../../tables';
import { listHostStates, type HostStateRow } from './listHostStates';

/** What is on record of a host, held for this transaction; a host that is not known yet is put there. */
export async function lockHostState(
  tx: Knex.Transaction,
  host: string,
): Promise<HostStateRow> {
  await tx<DbCodeHostRow>('code_hosts')
    .insert({ host, block_count: 0 })
    .onConflict('host')
    .ignore();
  const [state] = await listHostStates(tx, { host, lock: true });
  return state;
}
