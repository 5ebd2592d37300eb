import type { Knex } from 'knex';
import type { DbWebhookRefusalRow } from '../../tables';

/** How many webhooks of each code host were refused, and why the last one was. */
export async function listRefusals(knex: Knex): Promise<DbWebhookRefusalRow[]> {
  return knex<DbWebhookRefusalRow>('webhook_refusals').orderBy('host_id');
}
