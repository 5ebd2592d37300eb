import type { Knex } from 'knex';
import type { DbWebhookRefusalRow } from '../../tables';
import { databaseNow } from '../../time';

export interface AddRefusalsOptions {
  knex: Knex;
  hostId: string;
  count: number;
  reason: string;
}

/** Counts webhooks that were refused. */
export async function addRefusals(options: AddRefusalsOptions): Promise<void> {
  const { knex, hostId, count, reason } = options;
  await knex<DbWebhookRefusalRow>('webhook_refusals')
    .insert({
      host_id: hostId,
      count,
      last_at: databaseNow(knex),
      last_reason: reason,
    })
    .onConflict('host_id')
    .merge({
      count: knex.raw('webhook_refusals.count + ?', [count]),
      last_at: databaseNow(knex),
      last_reason: reason,
    });
}
