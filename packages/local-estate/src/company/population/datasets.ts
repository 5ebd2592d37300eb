/** What consumers of a dataset write, before and after they moved. */
export interface PopulationDataset {
  entityRef: string;
  table: string;
  newTable: string;
  key: string;
  newKey: string;
  time: string;
  newTime: string;
  measure: string;
  /** A column whose move somebody has to decide on; not every dataset has one. */
  judgement?: string;
}

/** The two datasets of the company that have a replacement, as `catalog/datasets.yaml` describes them. */
export const POPULATION_DATASETS: readonly PopulationDataset[] = [
  {
    entityRef: 'resource:default/user-activity-v1',
    table: 'acme-prod.analytics.user_activity_v1',
    newTable: 'acme-prod.core.user_activity',
    key: 'user_id',
    newKey: 'account_id',
    time: 'signup_ts',
    newTime: 'signed_up_at',
    measure: 'sessions',
    judgement: 'plan_tier',
  },
  {
    entityRef: 'resource:default/orders-v1',
    table: 'acme-prod.shop.orders_v1',
    newTable: 'acme-prod.shop.orders_v2',
    key: 'order_no',
    newKey: 'order_id',
    time: 'created_ts',
    newTime: 'ordered_at',
    measure: 'amount',
  },
];
