export * from './DatasetMigrationsApi';
export * from './DatasetMigrationsClient';
export * from './EventSubscriptionsApi';
export * from './JobsApi';
export type { DatasetMigrationsClientOptions } from './RestCaller';
