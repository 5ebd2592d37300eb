import type { NodeKind } from '../names/NodeId';

/** A row of `dataset_lineage_nodes`. */
export interface DbNodeRow {
  node_key: string;
  kind: NodeKind;
  namespace: string;
  name: string;
  component_ref: string | null;
  version: number;
  published_version: number;
  published_ref: string | null;
  published_hash: string | null;
}

/** A row of `dataset_lineage_facts`. */
export interface DbFactsRow {
  source_id: string;
  node_key: string;
  hash: string;
  facts: string;
}

/** A row of `dataset_lineage_sources`. */
export interface DbSourceRow {
  source_id: string;
  hash: string;
  etag: string | null;
}

/** A row of `dataset_lineage_edges`. */
export interface DbEdgeRow {
  job_key: string;
  dataset_key: string;
  direction: 'input' | 'output';
  stamp: string;
}

/** A row of `dataset_lineage_facets`. */
export interface DbFacetRow {
  node_key: string;
  facet: string;
  stamp: string;
  hash: string;
  body: string;
}

/** A row of `dataset_lineage_aliases`. */
export interface DbAliasRow {
  alias_key: string;
  namespace: string;
  name: string;
}
