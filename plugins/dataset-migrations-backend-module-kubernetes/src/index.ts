/**
 * Jobs of Kubernetes for Skein dataset migrations.
 *
 * @packageDocumentation
 */
export { default } from './module';
