import type { NodeId } from '../names/NodeId';

/** A column, and the columns that it is made from. */
export interface ColumnFacts {
  name: string;
  type?: string;
  description?: string;
  from?: Array<NodeId & { column: string }>;
}

/** How code spells a dataset, as the names of a mapping contract. */
export type DatasetSpelling =
  | { platform: string; name: string }
  | { platform: 'dbt'; ref: string; version?: string | number }
  | { platform: 'dbt'; source: string };

/** What one source says of a dataset. */
export interface DatasetFacts extends NodeId {
  kind: 'dataset';
  /** Whoever makes the dataset knows it best, then who declares that it is read, then who was seen to use it. */
  authority: 'maker' | 'reader' | 'observer';
  title?: string;
  description?: string;
  /** For example table or view. */
  relation?: string;
  /** As it was written. */
  owner?: string;
  system?: string;
  tags: string[];
  columns: ColumnFacts[];
  spellings: DatasetSpelling[];
  /** What it is made from. */
  upstreams: NodeId[];
  /** Components that read it. */
  readerRefs: string[];
  /** Where the code is that makes it: a folder. */
  codeUrl?: string;
  /** The file that makes it. */
  viewUrl?: string;
  annotations: Record<string, string>;
}

/** What one source says of something that reads datasets, and is none. */
export interface ConsumerFacts extends NodeId {
  kind: 'job' | 'exposure';
  title: string;
  description?: string;
  type: string;
  lifecycle: string;
  owner?: string;
  system?: string;
  tags: string[];
  reads: NodeId[];
  codeUrl?: string;
  viewUrl?: string;
  annotations: Record<string, string>;
}

/** What one source says of a node. */
export type LineageFacts = DatasetFacts | ConsumerFacts;
