import type { Knex } from 'knex';
import type { CodeHostLimits } from '../codeHosts/budget/CodeHostLimits';
import { DatabaseCodeHostBudget } from '../codeHosts/budget/DatabaseCodeHostBudget';

/** A budget in the database of a test; without limits unless told otherwise. */
export function createTestBudget(
  knex: Knex,
  limits: CodeHostLimits = {},
  options: { clockRate?: number } = {},
): DatabaseCodeHostBudget {
  return DatabaseCodeHostBudget.create({
    knex,
    limitsOf: () => limits,
    logger: { warn: () => {} },
    ...options,
  });
}
