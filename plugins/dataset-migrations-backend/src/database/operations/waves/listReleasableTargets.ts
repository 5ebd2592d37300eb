import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';
import { whereWindowOpen } from '../windows/whereWindowOpen';
import { whereReleased } from './whereReleased';

export interface ListReleasableTargetsOptions {
  tx: Knex;
  migrationId: string;
  limit: number;
}

/** Targets of a migration that wait, and need not wait any longer. */
export async function listReleasableTargets(
  options: ListReleasableTargetsOptions,
): Promise<string[]> {
  const { tx, migrationId, limit } = options;
  const rows: Array<Pick<DbTargetRow, 'id'>> = await tx<DbTargetRow>('targets')
    .where({ migration_id: migrationId, state: 'pending' })
    .modify(query => whereReleased(query, 'targets'))
    .modify(query => whereWindowOpen(query, tx, 'targets'))
    .orderBy('id')
    .limit(limit)
    .select('id');
  return rows.map(({ id }) => id);
}
