import type { NoticeKind } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { DbNoticeRow, DbNoticePreferenceRow } from '../../tables';
import { databaseNow, nowPlus, secondsSince } from '../../time';

export interface AddNoticeOptions {
  tx: Knex.Transaction;
  migrationId: string;
  recipient: string;
  kind: NoticeKind;
  reason?: string;
  /** What it is told once for, ever; absent for what may be told again. */
  period?: string;
  /** How long after the last one of the kind the next one comes at the earliest, unless the recipient has chosen. */
  digestMinutes: number;
}

/**
 * Means to tell somebody something. It comes into the notice of its kind that waits, if there is one; else a new one is
 * due at once, or when the last one is long enough ago.
 */
export async function addNotice(options: AddNoticeOptions): Promise<void> {
  const { tx, migrationId, recipient, kind, reason, period = '' } = options;
  const key = { migration_id: migrationId, recipient, kind };
  if (period !== '' && (await wasMeant(tx, { ...key, period }))) {
    return;
  }
  const merged = await tx<DbNoticeRow>('notices')
    .where({ ...key, state: 'waiting' })
    .update({
      news_count: tx.raw<number>('news_count + 1'),
      reason: reason ?? null,
    });
  if (merged > 0) {
    return;
  }
  const preference = await tx<DbNoticePreferenceRow>('notice_preferences')
    .where({ owner_ref: recipient })
    .first('digest_minutes');
  const digestSeconds =
    (preference?.digest_minutes ?? options.digestMinutes) * 60;
  const last: { seconds: number } | undefined = await tx('notices')
    .where({ ...key, state: 'sent' })
    .orderBy('sent_at', 'desc')
    .first({ seconds: secondsSince(tx, 'sent_at') });
  const wait =
    last === undefined ? 0 : Math.ceil(digestSeconds - Number(last.seconds));
  await tx<DbNoticeRow>('notices')
    .insert({
      ...key,
      id: randomUUID(),
      period,
      state: 'waiting',
      news_count: 1,
      reason: reason ?? null,
      due_at: wait > 0 ? nowPlus(tx, wait) : databaseNow(tx),
    })
    // another replica was faster, or it was told before
    .onConflict()
    .ignore();
}

async function wasMeant(
  tx: Knex.Transaction,
  key: Pick<DbNoticeRow, 'migration_id' | 'recipient' | 'kind' | 'period'>,
): Promise<boolean> {
  return (
    (await tx<DbNoticeRow>('notices').where(key).first('id')) !== undefined
  );
}
