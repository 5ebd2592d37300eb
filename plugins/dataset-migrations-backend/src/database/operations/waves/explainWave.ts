import type { Knex } from 'knex';
import type { DbWaveRow } from '../../tables';
import { databaseNow } from '../../time';

export interface ExplainWaveOptions {
  tx: Knex.Transaction;
  wave: DbWaveRow;
  reason: string;
  /** All but soak time and approval holds. */
  holds: boolean;
}

/** Keeps why a wave is where it is, and since when it has held; true when that is news. */
export async function explainWave(
  options: ExplainWaveOptions,
): Promise<boolean> {
  const { tx, wave, reason, holds } = options;
  const holdsChanged = holds !== (wave.holds_since !== null);
  if (!holdsChanged && wave.state_reason === reason) {
    return false;
  }
  await tx<DbWaveRow>('waves')
    .where({
      migration_id: wave.migration_id,
      number: wave.number,
      state: wave.state,
    })
    .update({
      state_reason: reason,
      ...(holdsChanged && { holds_since: holds ? databaseNow(tx) : null }),
    });
  return true;
}
