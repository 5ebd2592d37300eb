import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  DEFAULT_MODEL_BUDGETS,
  type ModelBudgets,
} from '../models/ModelBudgets';

const ROOT = 'datasetMigrations.models.budgets';
/** In dollars: what nobody can mean. */
const MOST_DOLLARS = 1_000_000;

/** What may be spent on models. Throws `InputError` for a value that cannot be meant. */
export function readModelBudgets(config: Config | undefined): ModelBudgets {
  const budgets = config?.getOptionalConfig('models.budgets');
  const read = (key: string, fallback: number) => {
    const value = budgets?.getOptionalNumber(key) ?? fallback;
    if (!(value >= 0 && value <= MOST_DOLLARS)) {
      throw new InputError(
        `${ROOT}.${key} is ${value}; give dollars from 0 to ${MOST_DOLLARS}`,
      );
    }
    return value;
  };
  const migration = read('migrationDollars', DEFAULT_MODEL_BUDGETS.migration);
  const mostOfMigration = read(
    'mostMigrationDollars',
    Math.max(migration, DEFAULT_MODEL_BUDGETS.mostOfMigration),
  );
  if (migration > mostOfMigration) {
    throw new InputError(
      `${ROOT}.migrationDollars is ${migration}, above mostMigrationDollars, which is ${mostOfMigration}; raise the one or lower the other`,
    );
  }
  return {
    attempt: read('attemptDollars', DEFAULT_MODEL_BUDGETS.attempt),
    migration,
    mostOfMigration,
    day: read('dayDollars', DEFAULT_MODEL_BUDGETS.day),
  };
}
