import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { measureEstate } from './mutations/measureEstate';

jest.setTimeout(120_000);

const root = join(__dirname, '../../../..');

/** What each repository reaches under the contract that concerns it; views of LookML and data frames are not queries. */
const REACHED: Record<string, string> = {
  'activity-notebooks': 'E5',
  'activity-scio': 'E5',
  'bi-lookml': 'E3',
  'churn-report': 'E5',
  'data-monorepo': 'E5',
  'finance-sql-jobs': 'E5',
  'fraud-airflow': 'E5',
  'fraud-checks': 'E5',
  'marketing-dbt': 'E5',
  'ml-features-spark': 'E3',
  'payments-reconciliation': 'E5',
  'pricing-sql': 'E5',
  'product-dbt': 'E5',
  'shop-orders-report': 'E5',
};

/** They read nothing that moves, or only what nobody can prove. */
const UNCHANGED = [
  'activity-api',
  'engagement-loader',
  'engagement-scio',
  'legacy-exports',
  'propensity-r',
  'sessions-v2-report',
];

describe('the local estate', () => {
  it.each(Object.entries(REACHED))('%s reaches %s', async (name, level) => {
    expect(await measureEstate(root, name)).toMatchObject({ level });
  });

  it('has no other repositories', () => {
    expect(
      readdirSync(join(root, 'packages/local-estate/repositories')).sort(),
    ).toEqual([...Object.keys(REACHED), ...UNCHANGED].sort());
  });

  it.each(UNCHANGED)('leaves %s as it is', async name => {
    expect(await measureEstate(root, name)).toEqual({ level: 'E0' });
  });

  it('says what a proof assumes of a column that waits for a decision', async () => {
    const { proof } = await measureEstate(root, 'pricing-sql');

    expect(proof?.sameResults.detail).toBe(
      '2 changed queries give the same rows on generated data, assuming that plan_tier keeps its values.',
    );
  });
});
