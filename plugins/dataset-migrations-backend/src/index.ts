/**
 * Backend of Skein dataset migrations: finds the consumers of a dataset, runs agents on their repositories and
 * follows the pull requests.
 *
 * @packageDocumentation
 */
export { datasetMigrationsPlugin as default } from './plugin';
export * from './permissions/conditionExports';
export {
  migrationResourceRef,
  targetResourceRef,
  type MigrationResource,
  type MigrationRole,
  type OwnershipQuery,
  type TargetResource,
  type TargetRole,
} from './permissions/resources';
