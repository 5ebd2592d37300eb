/**
 * Dataset migrations as entities of the Backstage catalog.
 *
 * @packageDocumentation
 */
export { default } from './module';
