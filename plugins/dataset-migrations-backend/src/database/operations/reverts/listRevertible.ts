import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';
import { listLiveReverts } from './listLiveReverts';

export interface ListRevertibleOptions {
  tx: Knex.Transaction;
  migrationId: string;
  /** Only these, or only this wave; all merged ones when neither is given. */
  only: { targetIds?: readonly string[]; wave?: number };
  limit: number;
}

/** A merged target, with the address of its pull request. */
export interface RevertibleRow
  extends Pick<
    DbTargetRow,
    | 'id'
    | 'generation'
    | 'host'
    | 'repository_owner'
    | 'repository_name'
    | 'owner_ref'
  > {
  url: string | null;
}

/** Merged targets that nobody has asked to revert yet, in the order of their keys, and how many are being reverted. */
export async function listRevertible(
  options: ListRevertibleOptions,
): Promise<{ rows: RevertibleRow[]; total: number; underWay: number }> {
  const { tx, migrationId, only, limit } = options;
  const merged = () =>
    tx('targets')
      .where({ 'targets.migration_id': migrationId, 'targets.state': 'merged' })
      .modify(query => {
        if (only.targetIds) {
          query.whereIn('targets.id', [...only.targetIds]);
        }
        if (only.wave !== undefined) {
          query.where('targets.wave', only.wave);
        }
      });
  const countOf = async (query: Knex.QueryBuilder): Promise<number> => {
    const [{ count }] = await query.count({ count: '*' });
    return Number(count);
  };
  const rows: RevertibleRow[] = await merged()
    .whereNotIn('targets.id', listLiveReverts(tx))
    .leftJoin('pull_requests', join =>
      join
        .on('pull_requests.target_id', 'targets.id')
        .andOn('pull_requests.generation', 'targets.generation'),
    )
    .orderBy('targets.target_key')
    .limit(limit)
    .select(
      'targets.id',
      'targets.generation',
      'targets.host',
      'targets.repository_owner',
      'targets.repository_name',
      'targets.owner_ref',
      'pull_requests.url',
    );
  return {
    rows,
    total: await countOf(
      merged().whereNotIn('targets.id', listLiveReverts(tx)),
    ),
    underWay: await countOf(
      merged().whereIn('targets.id', listLiveReverts(tx)),
    ),
  };
}
