export {
  DATASET_MIGRATION_API_VERSION,
  DATASET_MIGRATION_KIND,
  type DatasetMigrationSettings,
} from './datasetMigrationSchema';
export * from './parseDatasetMigration';
