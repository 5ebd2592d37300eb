/** Which entities are datasets: both conventions that companies use. */
export const DATASET_FILTER = {
  $any: [
    { kind: 'resource', 'spec.type': 'dataset' },
    { kind: 'api', 'spec.type': 'dataset' },
  ],
};

/** Which entities have incoming migrations: code, and the teams that own it. */
export const CONSUMER_FILTER = { kind: { $in: ['component', 'group'] } };

/** Entities that describe migrations. */
export const MIGRATION_FILTER = { kind: 'datasetmigration' };
