/**
 * Types, mapping contract, states, permissions and REST client of Skein dataset migrations.
 *
 * @packageDocumentation
 */
export * from './client';
export * from './contract';
export * from './permissions';
export * from './schema';
export * from './states';
