import type { Knex } from 'knex';
import type { DbEffectRow } from '../../tables';

/** Writes down how far an effect has come; false when somebody else has it meanwhile. */
export async function noteEffect(options: {
  tx: Knex.Transaction;
  effect: Pick<DbEffectRow, 'id' | 'attempt_count'>;
  details: object;
}): Promise<boolean> {
  const { tx, effect, details } = options;
  const noted = await tx<DbEffectRow>('effects')
    .where({
      id: effect.id,
      state: 'intended',
      attempt_count: effect.attempt_count,
    })
    .update({ details: JSON.stringify(details) });
  return noted > 0;
}
