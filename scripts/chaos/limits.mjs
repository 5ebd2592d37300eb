/** How many attempts a replica runs at once: so few that work lasts as long as the faults do. */
export const CONCURRENCY = 2;

/** Datasets that are moved, the main one first. */
export const DATASETS = [
  'resource:default/user-activity-v1',
  'resource:default/orders-v1',
];
