/**
 * Extension points of Skein dataset migrations.
 *
 * @packageDocumentation
 */
export * from './CodeHost';
export * from './CodeHostBudget';
export * from './CodeHostBudgetError';
export * from './CodeHostUnavailableError';
export * from './ConsumerSource';
export * from './Judge';
export * from './MigrationAgent';
export * from './ModelAccount';
export * from './ModelBudgetExceededError';
export * from './OrphanSweep';
export * from './ReaderSource';
export * from './Sandbox';
export * from './SessionLog';
export * from './Verifier';
export * from './extensionPoints';
