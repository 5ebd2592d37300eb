import type { EventKind } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbEventRow } from '../../tables';
import { databaseNow } from '../../time';

export interface RecordEventOptions {
  tx: Knex.Transaction;
  migrationId: string;
  targetId?: string;
  /** Entity reference, `skein`, or the id of a code host. */
  actor: string;
  kind: EventKind;
  from?: string;
  to?: string;
  reason?: string;
}

/** Appends to the history; nothing in it is ever changed. */
export async function recordEvent(options: RecordEventOptions): Promise<void> {
  const { tx, migrationId, targetId, actor, kind, from, to, reason } = options;
  await tx<DbEventRow>('events').insert({
    migration_id: migrationId,
    target_id: targetId ?? null,
    at: databaseNow(tx),
    actor,
    kind,
    from_state: from ?? null,
    to_state: to ?? null,
    reason: reason ?? null,
  });
}
