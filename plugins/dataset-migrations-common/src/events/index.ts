export * from './DatasetMigrationsEvent';
