import type { FailureClass } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';

export interface ListFailedRowsOptions {
  tx: Knex.Transaction;
  migrationId: string;
  failureClass?: FailureClass;
  /** Part of the reason, in any case. */
  text?: string;
  limit: number;
}

/** Targets of a migration that were given up, by id and locked until the transaction ends, and how many there are in all. */
export async function listFailedRows(
  options: ListFailedRowsOptions,
): Promise<{ rows: DbTargetRow[]; total: number }> {
  const { tx, migrationId, failureClass, text, limit } = options;
  const matching = tx<DbTargetRow>('targets')
    .where({ migration_id: migrationId, state: 'failed' })
    .modify(query => {
      if (failureClass !== undefined) {
        query.where({ failure_class: failureClass });
      }
      if (text !== undefined) {
        const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
        query.whereRaw(`lower(state_reason) like ? escape '\\'`, [pattern]);
      }
    });
  const [{ total }] = await matching.clone().count({ total: '*' });
  const rows: DbTargetRow[] = await matching
    .clone()
    .orderBy('id')
    .limit(limit)
    .forUpdate();
  return { rows, total: Number(total) };
}
