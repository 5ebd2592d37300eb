import type { ModelBudgetScope } from '@skein/backstage-plugin-dataset-migrations-node';

const WORDS: Record<ModelBudgetScope, { whose: string; mend: string }> = {
  attempt: {
    whose: 'an attempt',
    mend: 'ask an admin to raise datasetMigrations.models.budgets.attemptDollars, or take the target over by hand',
  },
  migration: {
    whose: 'this migration',
    mend: 'raise the budget of the migration (modelBudgetDollars), then retry the target',
  },
  day: {
    whose: 'all migrations for today',
    mend: 'retry the target tomorrow, or ask an admin to raise datasetMigrations.models.budgets.dayDollars',
  },
};

/** Why a model is not asked, and what to do about it. */
export function explainBudget(options: {
  scope: ModelBudgetScope;
  /** In dollars, as all here. */
  limit: number;
  used: number;
  wanted: number;
}): string {
  const { scope, limit, used, wanted } = options;
  const { whose, mend } = WORDS[scope];
  return `The budget for models of ${whose} does not allow the next request: ${money(
    used,
  )} of ${money(limit)} are spent or reserved, and it may cost ${money(
    wanted,
  )}; ${mend}`;
}

/** Whole cents, unless that would hide something. */
function money(dollars: number): string {
  return dollars === 0 || dollars >= 0.01
    ? `$${dollars.toFixed(2)}`
    : `$${dollars.toPrecision(2)}`;
}
