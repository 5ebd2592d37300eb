import type { Knex } from 'knex';
import type { DbJobRow } from '../../tables';

export interface ListJobRowsOptions {
  migrationId: string;
  limit: number;
  /** The last job of the page before. */
  after?: string;
}

/** A page of the jobs of a migration, newest first, and how many there are on all pages. */
export async function listJobRows(
  knex: Knex,
  options: ListJobRowsOptions,
): Promise<{ rows: DbJobRow[]; total: number }> {
  const { migrationId, limit, after } = options;
  const matching = knex<DbJobRow>('jobs').where({ migration_id: migrationId });
  const [{ total }] = await matching.clone().count({ total: '*' });
  const rows: DbJobRow[] = await matching
    .clone()
    .modify(query => {
      if (after !== undefined) {
        query.whereRaw(
          '(created_at, id) < (select created_at, id from jobs as last where last.id = ?)',
          [after],
        );
      }
    })
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit);
  return { rows, total: Number(total) };
}
