import { NotFoundError } from '@backstage/errors';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { findMigration } from '../database/operations/migrations/findMigration';
import { countModelTargets } from '../database/operations/models/countModelTargets';
import { findSpent } from '../database/operations/models/findSpent';
import { loadMigrationFacts } from '../database/operations/migrations/loadMigrationFacts';
import type { DbMigrationRow } from '../database/tables';
import { toDollars } from '../models/microdollars';
import { migrationBudget } from '../models/ModelBudgets';
import { getSecondPerson } from './approvals/getSecondPerson';
import { toMigration } from './response/toMigration';
import type { ServiceContext } from './ServiceContext';

/** A migration's row; throws `NotFoundError`. */
export async function getMigrationRow(
  knex: Knex,
  migrationId: string,
): Promise<DbMigrationRow> {
  const row = await findMigration(knex, migrationId);
  if (!row) {
    throw new NotFoundError(`There is no migration '${migrationId}'`);
  }
  return row;
}

/** A migration as it is now; throws `NotFoundError`. */
export async function getMigrationView(
  {
    knex,
    modelBudgets,
    approval,
  }: Pick<ServiceContext, 'approval' | 'knex' | 'modelBudgets'>,
  migrationId: string,
): Promise<Migration> {
  const row = await getMigrationRow(knex, migrationId);
  const [facts] = await loadMigrationFacts(knex, [row]);
  const spent = await findSpent(knex, 'migration', migrationId);
  const migration = toMigration(facts);
  return {
    ...migration,
    models: {
      spentDollars: toDollars(spent),
      budgetDollars: migrationBudget(
        modelBudgets,
        row.model_budget_microdollars,
      ),
      ...(await countModelTargets(knex, migrationId)),
    },
    secondPerson: await getSecondPerson({
      knex,
      row,
      targetCount: migration.targetCount,
      policy: approval,
    }),
  };
}
