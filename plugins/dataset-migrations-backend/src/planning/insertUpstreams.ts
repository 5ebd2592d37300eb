import type { Knex } from 'knex';
import type { DbTargetUpstreamRow } from '../database/tables';
import { chunksOf } from './chunksOf';
import type { PlannedTarget } from './Plan';

export interface InsertUpstreamsOptions {
  tx: Knex.Transaction;
  targets: readonly PlannedTarget[];
  /** Ids of the targets by key; one that is not among them holds nobody up. */
  ids: ReadonlyMap<string, string>;
}

/** Stores for which targets others wait. */
export async function insertUpstreams(
  options: InsertUpstreamsOptions,
): Promise<void> {
  const { tx, targets, ids } = options;
  const rows = targets.flatMap(({ key, upstreamKeys = [] }) =>
    upstreamKeys.flatMap(upstream => {
      const upstreamId = ids.get(upstream);
      return upstreamId === undefined
        ? []
        : [{ target_id: ids.get(key)!, upstream_id: upstreamId }];
    }),
  );
  for (const chunk of chunksOf(rows)) {
    await tx<DbTargetUpstreamRow>('target_upstreams').insert(chunk);
  }
}
