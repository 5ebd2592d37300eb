import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import { holdMigration } from '../../database/operations/migrations/holdMigration';
import {
  loadTargetFacts,
  type TargetFacts,
} from '../../database/operations/targets/loadTargetFacts';
import type { DbTargetRow } from '../../database/tables';
import type { ServiceContext } from '../ServiceContext';

/** Changes a target in one transaction; no worker moves it meanwhile. */
export async function changeTarget(
  { knex, onChange }: ServiceContext,
  targetId: string,
  change: (tx: Knex.Transaction, facts: TargetFacts) => Promise<void>,
): Promise<void> {
  const migrationId = await knex.transaction(async tx => {
    const found = await tx<DbTargetRow>('targets')
      .where({ id: targetId })
      .first('migration_id');
    if (!found) {
      throw new NotFoundError(`There is no target '${targetId}'`);
    }
    await holdMigration({ tx, migrationId: found.migration_id });
    const row = await tx<DbTargetRow>('targets')
      .where({ id: targetId })
      .forUpdate()
      .first();
    if (!row) {
      throw new NotFoundError(`There is no target '${targetId}' any more`);
    }
    const [facts] = await loadTargetFacts(tx, [row]);
    await change(tx, facts);
    return row.migration_id;
  });
  onChange(migrationId);
}
