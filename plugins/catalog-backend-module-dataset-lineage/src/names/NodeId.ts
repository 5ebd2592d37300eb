import { createHash } from 'node:crypto';

/** How OpenLineage names a dataset or a job. */
export interface NodeId {
  namespace: string;
  name: string;
}

/** What may have an entity of its own. */
export type NodeKind = 'dataset' | 'job' | 'exposure';

/** Warehouses that do not tell `ORDERS` from `orders` unless somebody insists. */
const CASELESS = new Set([
  'athena',
  'awsathena',
  'databricks',
  'hive',
  'oracle',
  'redshift',
  'snowflake',
  'spark',
  'trino',
]);

/** The one way to write a dataset's name, so that dbt and the jobs of a warehouse mean the same dataset. */
export function canonicalDatasetId({ namespace, name }: NodeId): NodeId {
  const scheme = namespace.split(':')[0].toLowerCase();
  return {
    namespace: namespace.replace(/\/+$/, '') || namespace,
    name: CASELESS.has(scheme) ? name.toLowerCase() : name,
  };
}

/** A key of one length, since names have none; parts cannot run into each other. */
export function keyOfNode(kind: NodeKind, { namespace, name }: NodeId): string {
  return hashOf([kind, namespace, name]);
}

/** SHA-256 of a value as JSON. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
