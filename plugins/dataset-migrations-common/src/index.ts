/**
 * Types, mapping contract, states, permissions and REST client of Skein dataset migrations.
 *
 * @packageDocumentation
 */
export * from './acts';
export * from './client';
export * from './contract';
export * from './csv';
export * from './events';
export * from './ledger';
export * from './migrationDocument';
export * from './permissions';
export * from './schema';
export * from './states';
