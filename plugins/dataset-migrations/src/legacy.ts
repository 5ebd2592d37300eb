/**
 * The same pages, tabs and cards for apps on the old frontend system.
 *
 * @packageDocumentation
 */
export { datasetMigrationsPlugin } from './legacy/plugin';
export {
  DatasetMigrationsPage,
  EntityDatasetMigrationsContent,
  EntityIncomingMigrationsCard,
  EntityIncomingMigrationsContent,
  EntityMigrationStatusCard,
  MigratePage,
  MigrationPage,
  TargetPage,
} from './legacy/extensions';
export { datasetMigrationsRoutes } from './legacy/datasetMigrationsRoutes';
export { isDataset } from './legacy/isDataset';
export { isMigrationConsumer } from './legacy/isMigrationConsumer';
