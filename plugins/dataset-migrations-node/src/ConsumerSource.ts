import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ConsumerEvidence,
  DiscoveryFinding,
  MappingContract,
} from '@skein/backstage-plugin-dataset-migrations-common';

/**
 * Somebody who reads the dataset, as one source saw it.
 * @public
 */
export interface FoundConsumer {
  /** Full entity reference; absent when no entity declares the code. */
  entityRef?: string;
  /** What to call it where people read. */
  title: string;
  /** Full reference of the group or user that owns it. */
  ownerRef?: string;
  /** Where its code is; absent when that is not known. */
  repository?: RepositoryAddress;
  /** Folder of its code in the repository, without slashes around it; absent for the root. */
  path?: string;
  /** 1 reads the dataset itself, 2 reads what such a one writes, and so on. */
  hops: number;
  /** Full references of what it reads on the way from the dataset: the dataset, or other consumers; absent when the source cannot tell. */
  reads?: string[];
  /** Whether the catalog says that it reads the dataset. */
  declared: boolean;
  evidence: ConsumerEvidence[];
}

/**
 * A repository on a code host.
 * @public
 */
export interface RepositoryAddress {
  /** Host name as in the integrations config, for example `github.com`. */
  host: string;
  /** Owner or organisation; on hosts that nest them the whole path, for example `group/subgroup`. */
  owner: string;
  name: string;
}

/**
 * Whose consumers are looked for, and on whose behalf.
 * @public
 */
export interface FindConsumersOptions {
  contract: MappingContract;
  credentials: BackstageCredentials;
  signal: AbortSignal;
}

/**
 * What a source found, and what it could not use.
 * @public
 */
export interface ConsumerSourceResult {
  consumers: FoundConsumer[];
  findings: DiscoveryFinding[];
}

/**
 * Knows who reads a dataset. A source that fails must throw: no consumers and no answer must not look alike.
 * @public
 */
export interface ConsumerSource {
  /** Short and unique; shown as the source of evidence. */
  readonly id: string;
  findConsumers(options: FindConsumersOptions): Promise<ConsumerSourceResult>;
}
