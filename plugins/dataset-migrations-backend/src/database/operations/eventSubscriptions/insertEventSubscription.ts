import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { DbEventSubscriptionRow } from '../../tables';
import { databaseNow } from '../../time';

export interface InsertEventSubscriptionOptions {
  tx: Knex.Transaction;
  title: string;
  url: string;
  kinds: readonly string[];
  migrationId?: string;
  secretKeyId: string;
  actor: string;
}

/** Sends events to somebody from now on. */
export async function insertEventSubscription(
  options: InsertEventSubscriptionOptions,
): Promise<DbEventSubscriptionRow> {
  const { tx, title, url, kinds, migrationId, secretKeyId, actor } = options;
  const [row] = await tx<DbEventSubscriptionRow>('event_subscriptions')
    .insert({
      id: randomUUID(),
      title,
      url,
      kinds: JSON.stringify(kinds),
      migration_id: migrationId ?? null,
      state: 'active',
      secret_number: 1,
      secret_key_id: secretKeyId,
      created_by: actor,
      created_at: databaseNow(tx),
      changed_by: actor,
      changed_at: databaseNow(tx),
    })
    .returning('*');
  return row;
}
