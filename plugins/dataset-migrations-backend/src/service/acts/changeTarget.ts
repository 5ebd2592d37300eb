import { NotFoundError } from '@backstage/errors';
import type { Target } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { inTransaction } from '../../database/inTransaction';
import { holdMigration } from '../../database/operations/migrations/holdMigration';
import {
  loadTargetFacts,
  type TargetFacts,
} from '../../database/operations/targets/loadTargetFacts';
import type { DbTargetRow } from '../../database/tables';
import { getTargetView } from '../getTargetView';
import type { ServiceContext } from '../ServiceContext';

export interface ChangeTargetOptions {
  targetId: string;
  /** Shows what would be, and changes nothing. */
  dryRun?: boolean;
  change(tx: Knex.Transaction, facts: TargetFacts): Promise<void>;
}

/** Changes a target in one transaction, while no worker moves it; gives it as it is afterwards. */
export async function changeTarget(
  { knex, onChange }: ServiceContext,
  { targetId, dryRun, change }: ChangeTargetOptions,
): Promise<Target> {
  const { migrationId, target } = await inTransaction(knex, async tx => {
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
    return {
      result: {
        migrationId: row.migration_id,
        target: await getTargetView(tx, targetId),
      },
      commits: !dryRun,
    };
  });
  if (!dryRun) {
    onChange(migrationId);
  }
  return target;
}
