/** How many attempts a replica runs at once: so few that work lasts as long as the faults do. */
export const CONCURRENCY = 2;

/** The same for all replicas together: one less than they would run by themselves, so that it is felt. */
export function globalLimitFor(replicas) {
  return Math.max(1, replicas * CONCURRENCY - 1);
}

/** What the code host allows in a minute: enough for the work, and near enough to be felt. */
export const CODE_HOST_LIMITS = { contentPerMinute: 60, pointsPerMinute: 900 };

/** A few go first; nobody is held up for long. */
export const WAVES = [{ title: 'Canary', size: 3 }, { title: 'Everybody' }];

/** Datasets that are moved, the main one first. */
export const DATASETS = [
  'resource:default/user-activity-v1',
  'resource:default/orders-v1',
];
