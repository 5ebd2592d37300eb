import {
  SETTLED_TARGET_STATES,
  TARGET_STATES,
  type TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';

/** How many targets of all migrations are in each state that is not settled; a state without targets counts 0. */
export async function countTargetsByState(
  knex: Knex,
): Promise<Array<{ state: TargetState; count: number }>> {
  const states = TARGET_STATES.filter(
    state => !SETTLED_TARGET_STATES.some(settled => settled === state),
  );
  const rows = await knex<DbTargetRow>('targets')
    .whereIn('state', states)
    .groupBy('state')
    .select('state')
    .count({ count: '*' });
  const counts = new Map(
    rows.map(({ state, count }) => [state, Number(count)]),
  );
  return states.map(state => ({ state, count: counts.get(state) ?? 0 }));
}
