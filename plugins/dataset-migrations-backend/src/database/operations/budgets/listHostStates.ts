import type { Knex } from 'knex';
import type { DbCodeHostRow } from '../../tables';
import { lockRows, secondsSince, type DbTime } from '../../time';

/** What is on record of a host, with ages by the database's clock. */
export interface HostStateRow {
  host: string;
  blocked_until: DbTime | null;
  /** Below zero while the host is left alone. */
  seconds_since_block: number | null;
  block_reason: string | null;
  block_count: number;
  content_per_hour: number | null;
  seconds_since_reduction: number | null;
}

/** What is on record of one host, or of all that ever refused something. */
export async function listHostStates(
  knex: Knex,
  options: { host?: string; lock?: boolean } = {},
): Promise<HostStateRow[]> {
  const rows = knex<DbCodeHostRow>('code_hosts')
    .select(
      'host',
      'blocked_until',
      'block_reason',
      'block_count',
      'content_per_hour',
    )
    .select({
      seconds_since_block: secondsSince(knex, 'blocked_until'),
      seconds_since_reduction: secondsSince(knex, 'reduced_at'),
    })
    .orderBy('host');
  if (options.host !== undefined) {
    rows.where({ host: options.host });
  }
  if (options.lock) {
    rows.modify(lockRows);
  }
  return await rows;
}
