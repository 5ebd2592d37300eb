import { acmeEntity, sourceAt } from './acmeCatalog';

/** The dataset that moves; growth-data owns it. */
export const OLD_DATASET = 'resource:default/user-activity-v1';
/** Its replacement. */
export const NEW_DATASET = 'resource:default/user-activity-v2';

/** A contract that may be used. */
export const CONTRACT_TEXT = `
apiVersion: skein.dev/v1alpha1
kind: MappingContract
metadata: { name: user-activity-v2, title: User activity v1 → v2 }
spec:
  datasets:
    - from:
        entityRef: ${OLD_DATASET}
        names: [{ platform: bigquery, name: acme-prod.analytics.user_activity_v1 }]
        schema: [{ name: user_id }]
      to:
        entityRef: ${NEW_DATASET}
        names: [{ platform: bigquery, name: acme-prod.core.user_activity }]
        schema: [{ name: account_id }]
      fields: [{ from: user_id, to: account_id }]
`;

/** A small acme: two datasets, and who reads the old one. */
export const ACME_ENTITIES = [
  acmeEntity({
    ref: OLD_DATASET,
    type: 'dataset',
    owner: 'group:default/growth-data',
    relations: {
      dependencyOf: [
        'component:default/marketing-dbt',
        'component:default/finance-sql',
        'component:default/lost-code',
        'component:default/deleted',
      ],
    },
  }),
  acmeEntity({
    ref: NEW_DATASET,
    type: 'dataset',
    owner: 'group:default/growth-data',
  }),
  acmeEntity({
    ref: 'component:default/marketing-dbt',
    owner: 'group:default/marketing-analytics',
    annotations: sourceAt('marketing-dbt'),
    relations: { dependencyOf: ['component:default/report'] },
  }),
  acmeEntity({
    ref: 'component:default/finance-sql',
    owner: 'group:default/finance',
    annotations: sourceAt('finance-sql'),
  }),
  acmeEntity({
    ref: 'component:default/lost-code',
    owner: 'group:default/finance',
  }),
  acmeEntity({
    ref: 'component:default/report',
    owner: 'group:default/finance',
    annotations: sourceAt('report'),
  }),
  acmeEntity({ ref: 'group:default/marketing-analytics' }),
  acmeEntity({ ref: 'user:default/ben' }),
];
