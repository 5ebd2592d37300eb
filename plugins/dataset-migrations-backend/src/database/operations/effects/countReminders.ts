import type { Knex } from 'knex';
import type { DbEffectRow } from '../../tables';
import { secondsSince } from '../../time';

export interface ReminderCounts {
  meant: number;
  written: number;
  secondsSinceWritten?: number;
}

/** What people were reminded of in one quiet period of a pull request. */
export async function countReminders(options: {
  tx: Knex.Transaction;
  pullRequestId: string;
  /** Begin of the keys of the period. */
  keyPrefix: string;
}): Promise<ReminderCounts> {
  const { tx, pullRequestId, keyPrefix } = options;
  const rows: Array<{ state: DbEffectRow['state']; seconds: number | null }> =
    await tx<DbEffectRow>('effects')
      .where({ pull_request_id: pullRequestId, kind: 'remind' })
      .where('key', 'like', `${keyPrefix}%`)
      .select('state')
      .select({ seconds: secondsSince(tx, 'settled_at') });
  const ages = rows.flatMap(({ state, seconds }) =>
    state === 'done' && seconds !== null ? seconds : [],
  );
  return {
    meant: rows.length,
    written: rows.filter(({ state }) => state === 'done').length,
    ...(ages.length > 0 && { secondsSinceWritten: Math.min(...ages) }),
  };
}
