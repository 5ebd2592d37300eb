import type { Knex } from 'knex';
import type { DbCodeHostRow } from '../../tables';
import { databaseNow, nowPlus } from '../../time';

export interface StoreBlockOptions {
  tx: Knex.Transaction;
  host: string;
  reason: string;
  seconds: number;
  blockCount: number;
  /** What is left of the hour's limit of content; absent when it stays. */
  contentPerHour?: number;
}

/** Writes for how long a host is left alone. */
export async function storeBlock(options: StoreBlockOptions): Promise<void> {
  const { tx, host, contentPerHour } = options;
  await tx<DbCodeHostRow>('code_hosts')
    .where({ host })
    .update({
      blocked_until: nowPlus(tx, options.seconds),
      block_reason: options.reason,
      block_count: options.blockCount,
      ...(contentPerHour !== undefined && {
        content_per_hour: contentPerHour,
        reduced_at: databaseNow(tx),
      }),
    });
}
