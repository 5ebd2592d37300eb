/** As app-config.chaos.yaml has it. */
export const LIMITS = { leaseSeconds: 10, concurrency: 2 };

/** Datasets that are moved, the main one first. */
export const DATASETS = [
  'resource:default/user-activity-v1',
  'resource:default/orders-v1',
];
