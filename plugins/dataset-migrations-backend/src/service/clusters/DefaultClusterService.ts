import type {
  ClusterDecisionRequest,
  ClusterDecisionResult,
  ClusterPage,
  ClusterRequest,
  ClusterView,
  ListClustersRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { ListOptions } from '../MigrationService';
import type { ClusterContext, ClusterService } from './ClusterService';
import { decideCluster, type DecideClusterOptions } from './decideCluster';
import { getCluster } from './getCluster';
import { listClusters } from './listClusters';

/** Answers what is asked about clusters, whoever asks; permission is the business of `AuthorizedClusterService`. */
export class DefaultClusterService implements ClusterService {
  readonly #context: ClusterContext;

  static create(context: ClusterContext): DefaultClusterService {
    return new DefaultClusterService(context);
  }

  private constructor(context: ClusterContext) {
    this.#context = context;
  }

  async listClusters(
    request: ListClustersRequest,
    { visibleTo }: ListOptions,
  ): Promise<ClusterPage> {
    return listClusters(this.#context.knex, { ...request, visibleTo });
  }

  async getCluster(
    request: ClusterRequest,
    { visibleTo }: ListOptions,
  ): Promise<ClusterView> {
    return getCluster(this.#context.knex, { ...request, visibleTo });
  }

  async decideCluster(
    request: ClusterRequest & ClusterDecisionRequest,
    options: DecideClusterOptions,
  ): Promise<ClusterDecisionResult> {
    return decideCluster(this.#context, request, options);
  }
}
