import { SETTLED_TARGET_STATES } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';

/** A target that waits for what it reads. */
export interface UpstreamWait {
  targetId: string;
  /** How many are not settled yet. */
  count: number;
  /** One of them: `host/owner/name`, and `#owner` for a share. */
  firstKey: string;
}

/** Which of some targets wait for what they read. */
export async function listUpstreamWaits(
  knex: Knex,
  targetIds: readonly string[],
): Promise<UpstreamWait[]> {
  const rows: Array<{
    target_id: string;
    count: number | string;
    first_key: string;
  }> = await knex('target_upstreams')
    .join('targets as waiting', 'waiting.id', 'target_upstreams.target_id')
    .join('targets as upstream', 'upstream.id', 'target_upstreams.upstream_id')
    .whereIn('target_upstreams.target_id', targetIds)
    .whereNotIn('upstream.state', [...SETTLED_TARGET_STATES])
    .whereRaw(
      'coalesce(upstream.wave, 0) <= coalesce(waiting.wave, upstream.wave, 0)',
    )
    .groupBy('target_upstreams.target_id')
    .select('target_upstreams.target_id')
    .count({ count: '*' })
    .min({ first_key: 'upstream.target_key' });
  return rows.map(row => ({
    targetId: row.target_id,
    count: Number(row.count),
    firstKey: row.first_key,
  }));
}
