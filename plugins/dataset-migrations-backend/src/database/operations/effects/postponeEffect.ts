import type { Knex } from 'knex';
import type { DbEffectRow } from '../../tables';
import { nowPlus } from '../../time';

/** Puts an effect off that did not come about; nothing is written when somebody else has it meanwhile. */
export async function postponeEffect(options: {
  knex: Knex;
  effect: Pick<DbEffectRow, 'id' | 'attempt_count'>;
  delaySeconds: number;
  reason: string;
}): Promise<void> {
  const { knex, effect, delaySeconds, reason } = options;
  await knex<DbEffectRow>('effects')
    .where({
      id: effect.id,
      state: 'intended',
      attempt_count: effect.attempt_count,
    })
    .update({ due_at: nowPlus(knex, delaySeconds), reason });
}
