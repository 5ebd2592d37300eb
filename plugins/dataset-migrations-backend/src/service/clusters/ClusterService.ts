import type {
  ClusterDecisionRequest,
  ClusterDecisionResult,
  ClusterPage,
  ClusterRequest,
  ClusterView,
  ListClustersRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { ListOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import type { DecideClusterOptions } from './decideCluster';

/** The parts of the context that clusters need. */
export type ClusterContext = Pick<
  ServiceContext,
  'knex' | 'auth' | 'decisions' | 'onChange'
>;

/** Patches of one shape, over any door. Permission is the business of a decorator. */
export interface ClusterService {
  listClusters(
    request: ListClustersRequest,
    options: ListOptions,
  ): Promise<ClusterPage>;
  getCluster(
    request: ClusterRequest,
    options: ListOptions,
  ): Promise<ClusterView>;
  /** Accepts what deviates in nothing from the patch that was read, or takes that back. */
  decideCluster(
    request: ClusterRequest & ClusterDecisionRequest,
    options: DecideClusterOptions,
  ): Promise<ClusterDecisionResult>;
}
