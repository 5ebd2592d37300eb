import { ConfigReader } from '@backstage/config';
import { readModelBudgets } from './readModelBudgets';

const read = (budgets: object) =>
  readModelBudgets(new ConfigReader({ models: { budgets } }));

describe('readModelBudgets', () => {
  it('has defaults', () => {
    expect(readModelBudgets(undefined)).toEqual({
      attempt: 2,
      migration: 200,
      mostOfMigration: 2000,
      day: 500,
    });
  });

  it('lets nothing be spent where an admin says so', () => {
    expect(read({ dayDollars: 0, attemptDollars: 0.5 })).toMatchObject({
      day: 0,
      attempt: 0.5,
    });
  });

  it('lets owners set no less than the default', () => {
    expect(read({ migrationDollars: 5000 })).toMatchObject({
      migration: 5000,
      mostOfMigration: 5000,
    });
  });

  it.each([
    [
      { attemptDollars: -1 },
      'datasetMigrations.models.budgets.attemptDollars is -1; give dollars from 0 to 1000000',
    ],
    [
      { dayDollars: 2_000_000 },
      'datasetMigrations.models.budgets.dayDollars is 2000000; give dollars from 0 to 1000000',
    ],
    [
      { migrationDollars: 50, mostMigrationDollars: 10 },
      'datasetMigrations.models.budgets.migrationDollars is 50, above mostMigrationDollars, which is 10; raise the one or lower the other',
    ],
  ])('refuses %j', (budgets, message) => {
    expect(() => read(budgets)).toThrow(message);
  });
});
