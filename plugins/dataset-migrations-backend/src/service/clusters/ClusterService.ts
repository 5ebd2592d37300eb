import type {
  ClusterPage,
  ClusterRequest,
  ClusterView,
  ListClustersRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { ListOptions } from '../MigrationService';

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
}
