import type { Knex } from 'knex';
import type { LimitKind, LimitScope } from '../../../limits/LimitScope';
import type { DbLimitRow } from '../../tables';
import { databaseNow } from '../../time';

export interface SetLimitOptions {
  tx: Knex.Transaction;
  kind: LimitKind;
  scope: LimitScope;
  subject: string;
  /** Null takes it away, so that what holds for each holds again. */
  value: number | null;
  actor: string;
}

/** Sets a limit. It holds for the next claim of every replica; what runs goes on. */
export async function setLimit(options: SetLimitOptions): Promise<void> {
  const { tx, kind, scope, subject, value, actor } = options;
  if (value === null) {
    await tx<DbLimitRow>('limits').where({ kind, scope, subject }).delete();
    return;
  }
  await tx<DbLimitRow>('limits')
    .insert({
      kind,
      scope,
      subject,
      value,
      set_by: actor,
      set_at: databaseNow(tx),
    })
    .onConflict(['kind', 'scope', 'subject'])
    .merge(['value', 'set_by', 'set_at']);
}
