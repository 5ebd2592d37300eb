import type { DiscoveryFinding } from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  FoundConsumer,
  RepositoryAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';

/** A unit of change that a plan asks for. */
export interface PlannedTarget {
  /** `host/owner/name`, and `#owner` for a share; unique in a plan. */
  key: string;
  repository: RepositoryAddress;
  paths?: string[];
  excludedPaths?: string[];
  ownerRef?: string;
  entityRefs: string[];
  hops: number;
  declared: boolean;
  /** Targets whose outputs it reads, by key; it waits for them. Absent when there is none. */
  upstreamKeys?: string[];
  /** How many targets stand in a row before it. */
  depth: number;
}

/** A consumer, with the target that covers it or the reason why none does. */
export interface PlannedConsumer extends FoundConsumer {
  targetKey?: string;
  problem?: string;
}

/** Who moves, and who does not and why. */
export interface Plan {
  /** By key. */
  targets: PlannedTarget[];
  /** In the order of discovery. */
  consumers: PlannedConsumer[];
  /** What planning could not do as the catalog says. */
  findings: DiscoveryFinding[];
}
