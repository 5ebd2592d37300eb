export { MigrationTable } from './MigrationTable';
