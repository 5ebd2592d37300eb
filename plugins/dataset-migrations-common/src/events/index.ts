export * from './DatasetMigrationsEvent';
export * from './eventKinds';
