import { toDollars } from './microdollars';

/** What may be spent on models, in dollars. */
export interface ModelBudgets {
  attempt: number;
  /** Of a migration whose owner has set none. */
  migration: number;
  /** The most that the owner of a migration may set. */
  mostOfMigration: number;
  /** Of all migrations in a day by UTC. */
  day: number;
}

/** Enough for a hundred targets that need a model, and no ruin when all goes wrong. */
export const DEFAULT_MODEL_BUDGETS: ModelBudgets = {
  attempt: 2,
  migration: 200,
  mostOfMigration: 2000,
  day: 500,
};

/** What a migration may spend, by what its owner has set, if anything. */
export function migrationBudget(
  { migration, mostOfMigration }: ModelBudgets,
  setMicrodollars: number | string | null,
): number {
  return Math.min(
    setMicrodollars === null ? migration : toDollars(setMicrodollars),
    mostOfMigration,
  );
}
