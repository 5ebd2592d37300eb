import type { Knex } from 'knex';
import { NO_REFERENCE_FOUND } from '../../../execution/explainNoChanges';
import type { DbConsumerRow, DbTargetRow } from '../../tables';

export interface ListConsumerRowsOptions {
  migrationId: string;
  /** Only those that the catalog declares and whose code has no reference to the dataset. */
  wrongEdge?: boolean;
  /** Only those that the catalog does not know and that nobody has taken in. */
  undecided?: boolean;
  ownerRef?: string;
  /** Only those that nobody owns. */
  unowned?: boolean;
  hops?: number;
  limit: number;
  /** Position of the last consumer of the page before. */
  after?: number;
}

/** A page of consumers, by hops and then by name, and how many there are on all pages. */
export async function listConsumerRows(
  knex: Knex,
  options: ListConsumerRowsOptions,
): Promise<{ rows: DbConsumerRow[]; total: number }> {
  const { migrationId, wrongEdge, limit, after } = options;
  const { undecided, ownerRef, unowned, hops } = options;
  const all = knex<DbConsumerRow>('consumers')
    .where({ migration_id: migrationId })
    .modify(query => {
      if (wrongEdge) {
        query
          .where({ declared: true, hops: 1 })
          .whereIn(
            'target_id',
            knex<DbTargetRow>('targets')
              .where({ migration_id: migrationId, state: 'noChanges' })
              .where('state_reason', 'like', `${NO_REFERENCE_FOUND}%`)
              .select('id'),
          );
      }
      if (undecided) {
        query.where({ declared: false, included: false });
      }
      if (ownerRef !== undefined) {
        query.where({ owner_ref: ownerRef });
      }
      if (unowned) {
        query.whereNull('owner_ref');
      }
      if (hops !== undefined) {
        query.where({ hops });
      }
    });
  const [{ total }] = await all.clone().count({ total: '*' });
  const rows: DbConsumerRow[] = await all
    .clone()
    .where('position', '>', after ?? -1)
    .orderBy('position')
    .limit(limit);
  return { rows, total: Number(total) };
}
