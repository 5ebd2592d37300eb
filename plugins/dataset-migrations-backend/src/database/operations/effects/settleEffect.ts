import type { Knex } from 'knex';
import type { DbEffectRow } from '../../tables';
import { databaseNow } from '../../time';

export interface SettleEffectOptions {
  tx: Knex.Transaction;
  effect: Pick<DbEffectRow, 'id' | 'attempt_count'>;
  state: 'done' | 'dropped';
  reason?: string;
}

/** Writes down that an effect came about, or never will; false when somebody else has it meanwhile. */
export async function settleEffect(
  options: SettleEffectOptions,
): Promise<boolean> {
  const { tx, effect, state, reason } = options;
  const settled = await tx<DbEffectRow>('effects')
    .where({
      id: effect.id,
      state: 'intended',
      attempt_count: effect.attempt_count,
    })
    .update({ state, reason: reason ?? null, settled_at: databaseNow(tx) });
  return settled > 0;
}
