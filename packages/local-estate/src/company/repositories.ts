import type { RepositoryDefinition } from './RepositoryDefinition';

const PASSING = {
  conclusion: 'success',
  title: 'All checks have passed',
  summary: 'Linter and unit tests passed.',
} as const;

type RepositoryWithFolder = Omit<RepositoryDefinition, 'files' | 'message'>;

/** The company's repositories; their files lie in the folder of the same name under `repositories/`. */
export const REPOSITORIES: RepositoryWithFolder[] = [
  {
    name: 'marketing-dbt',
    description: 'dbt project of the marketing team',
    ci: PASSING,
  },
  {
    name: 'product-dbt',
    description: 'dbt project behind the product dashboards',
    ci: PASSING,
  },
  {
    name: 'finance-sql-jobs',
    description: 'Nightly SQL jobs of finance and the file that runs them',
    ci: PASSING,
  },
  {
    name: 'fraud-airflow',
    description: 'Airflow DAGs that feed the fraud rules',
    language: 'Python',
    ci: PASSING,
  },
  {
    name: 'ml-features-spark',
    description: 'PySpark feature jobs',
    language: 'Python',
    ci: PASSING,
  },
  {
    name: 'activity-scio',
    description: 'Scio pipelines over user activity',
    language: 'Scala',
    ci: PASSING,
  },
  {
    name: 'activity-notebooks',
    description: 'Notebooks of the product analysts',
    language: 'Jupyter Notebook',
  },
  {
    name: 'propensity-r',
    description: 'Model of who is about to upgrade',
    language: 'R',
  },
  {
    name: 'activity-api',
    description: 'Service over user activity, about to be switched off',
    language: 'Kotlin',
    ci: PASSING,
  },
  {
    name: 'bi-lookml',
    description: 'LookML model of the business dashboards',
    ci: PASSING,
  },
  {
    name: 'data-monorepo',
    description: 'SQL of two teams under one roof',
    ci: PASSING,
  },
  {
    name: 'sessions-v2-report',
    description: 'Sessions report, on the new dataset since spring',
    ci: PASSING,
  },
  {
    name: 'legacy-exports',
    description: 'Exports for the auditors',
    ci: PASSING,
  },
  {
    name: 'churn-report',
    description: 'Weekly churn report',
    ci: PASSING,
  },
  {
    name: 'pricing-sql',
    description: 'Price experiments and the queries behind them',
    ci: PASSING,
  },
  {
    name: 'fraud-checks',
    description: 'Daily plausibility checks of sign-ups',
    ci: {
      conclusion: 'failure',
      title: '1 of 14 checks failed',
      summary:
        'warehouse-allow-list: acme-prod.core.user_activity is not on the list of tables that the fraud service account may read.',
    },
  },
  {
    name: 'shop-orders-report',
    description: 'Orders report of finance',
    ci: PASSING,
  },
  {
    name: 'payments-reconciliation',
    description: 'Matches payments with invoices',
    ci: PASSING,
  },
];

/** Repositories that an estate has only when it is asked for them: they put together at run time what they read. */
export const REPOSITORIES_FOR_AGENTS: RepositoryWithFolder[] = [
  {
    name: 'engagement-scio',
    description: 'Engagement scores in Scio',
    language: 'Scala',
    ci: PASSING,
  },
  {
    name: 'engagement-loader',
    description: 'Loads the engagement into the feature store',
    language: 'Python',
    ci: PASSING,
  },
];
