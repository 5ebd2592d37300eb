/**
 * Migrate every consumer of a dataset from its entity page.
 *
 * @packageDocumentation
 */
export { datasetMigrationsPlugin as default } from './plugin';
export { datasetMigrationsApiRef } from './api/datasetMigrationsApiRef';
export { datasetMigrationsTranslationRef } from './translation';
