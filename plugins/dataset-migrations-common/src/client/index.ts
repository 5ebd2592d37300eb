export * from './DatasetMigrationsApi';
export * from './DatasetMigrationsClient';
export * from './EventSubscriptionsApi';
export type { DatasetMigrationsClientOptions } from './RestCaller';
