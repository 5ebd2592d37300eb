/**
 * Coding agents for Skein dataset migrations.
 *
 * @packageDocumentation
 */
export { default } from './module';
