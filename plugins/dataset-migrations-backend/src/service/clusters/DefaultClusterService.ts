import type {
  ClusterPage,
  ClusterRequest,
  ClusterView,
  ListClustersRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { ListOptions } from '../MigrationService';
import type { ClusterService } from './ClusterService';
import { getCluster } from './getCluster';
import { listClusters } from './listClusters';

/** Answers what is asked about clusters, whoever asks; permission is the business of `AuthorizedClusterService`. */
export class DefaultClusterService implements ClusterService {
  readonly #knex: Knex;

  static create({ knex }: { knex: Knex }): DefaultClusterService {
    return new DefaultClusterService(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  async listClusters(
    request: ListClustersRequest,
    { visibleTo }: ListOptions,
  ): Promise<ClusterPage> {
    return listClusters(this.#knex, { ...request, visibleTo });
  }

  async getCluster(
    request: ClusterRequest,
    { visibleTo }: ListOptions,
  ): Promise<ClusterView> {
    return getCluster(this.#knex, { ...request, visibleTo });
  }
}
