/**
 * Datasets and their lineage in the Backstage catalog, from dbt manifests and OpenLineage events.
 *
 * @packageDocumentation
 */
export { default } from './module';
export { datasetLineageRecordPermission } from './openlineage/recordPermission';
