import { SETTLED_TARGET_STATES } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';

/**
 * Targets that nothing holds back: the wave is under way or has passed, and what they read is settled. Work on the
 * others, and publishing what a preview has proposed for them, waits. For `query.modify`.
 *
 * What a person put into a later wave holds nobody up: the wave of whoever waits would never end.
 */
export function whereReleased(query: Knex.QueryBuilder, targets: string): void {
  query
    .whereNotExists(closed => {
      closed
        .select('waves.number')
        .from('waves')
        .whereRaw('waves.migration_id = ??', [`${targets}.migration_id`])
        .whereRaw('waves.number = ??', [`${targets}.wave`])
        .whereIn('waves.state', ['pending', 'halted']);
    })
    .whereNotExists(waiting => {
      waiting
        .select('upstream.id')
        .from('target_upstreams')
        .join(
          'targets as upstream',
          'upstream.id',
          'target_upstreams.upstream_id',
        )
        .whereRaw('target_upstreams.target_id = ??', [`${targets}.id`])
        .whereNotIn('upstream.state', [...SETTLED_TARGET_STATES])
        .whereRaw(
          'coalesce(upstream.wave, 0) <= coalesce(??, upstream.wave, 0)',
          [`${targets}.wave`],
        );
    });
}
