import { InputError } from '@backstage/errors';
import type { ModelBudgets } from '../models/ModelBudgets';

/** Throws `InputError` for a budget above what the admin allows. */
export function checkModelBudget(
  { mostOfMigration }: ModelBudgets,
  dollars: number | null | undefined,
): void {
  if (typeof dollars === 'number' && dollars > mostOfMigration) {
    throw new InputError(
      `body.modelBudgetDollars: ${dollars} is above ${mostOfMigration}, the most that a migration may spend here; give less, or ask an admin to raise datasetMigrations.models.budgets.mostMigrationDollars`,
    );
  }
}
