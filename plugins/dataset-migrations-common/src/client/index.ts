export * from './DatasetMigrationsApi';
export * from './DatasetMigrationsClient';
export type { DatasetMigrationsClientOptions } from './RestCaller';
