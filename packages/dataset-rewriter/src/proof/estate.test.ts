import { join } from 'node:path';
import { measureEstate } from './mutations/measureEstate';

jest.setTimeout(120_000);

const root = join(__dirname, '../../../..');

/** What each repository reaches; one that reads nothing old has nothing to prove. */
const REACHED: Record<string, string> = {
  'churn-report': 'E5',
  'data-monorepo': 'E5',
  'finance-sql-jobs': 'E5',
  'fraud-checks': 'E5',
  'marketing-dbt': 'E5',
  'product-dbt': 'E5',
  // a query reads plan_tier, which waits for a decision
  'pricing-sql': 'E3',
};

describe('the local estate', () => {
  it.each(Object.entries(REACHED))('%s reaches %s', async (name, level) => {
    expect(await measureEstate(root, name)).toMatchObject({ level });
  });
});
