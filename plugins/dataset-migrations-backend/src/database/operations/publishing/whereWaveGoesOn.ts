import type { Knex } from 'knex';
import { hasBegun } from './hasBegun';

/**
 * Publications whose wave is not halted, or that have begun: those come to their end, so that nothing stands on the code
 * host that nobody follows. For `query.modify`.
 */
export function whereWaveGoesOn(
  query: Knex.QueryBuilder,
  knex: Knex,
  targets: string,
): void {
  query.where(goesOn =>
    goesOn.where(hasBegun(knex, targets)).orWhere(released =>
      released.whereNotExists(halted =>
        halted
          .select('waves.number')
          .from('waves')
          .whereRaw('waves.migration_id = ??', [`${targets}.migration_id`])
          .whereRaw('waves.number = ??', [`${targets}.wave`])
          .where('waves.state', 'halted'),
      ),
    ),
  );
}
