import type {
  ClusterDecisionRequest,
  ClusterDecisionResult,
  ClusterPage,
  ClusterRequest,
  ClusterView,
  ListClustersRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { MigrationAccess } from '../MigrationAccess';
import type { CallOptions } from '../MigrationService';
import type { ClusterService } from './ClusterService';

type Access = Pick<
  MigrationAccess,
  'visibleTargets' | 'decidableTargets' | 'narrowTargets'
>;

/** A cluster holds what the caller may see of it; the others are not even counted. */
export class AuthorizedClusterService implements ClusterService {
  readonly #inner: ClusterService;
  readonly #access: Access;

  static create(options: {
    inner: ClusterService;
    access: Access;
  }): AuthorizedClusterService {
    return new AuthorizedClusterService(options);
  }

  private constructor(options: { inner: ClusterService; access: Access }) {
    this.#inner = options.inner;
    this.#access = options.access;
  }

  async listClusters(
    request: ListClustersRequest,
    { credentials }: CallOptions,
  ): Promise<ClusterPage> {
    const visibleTo = await this.#access.visibleTargets(credentials);
    return this.#inner.listClusters(request, { credentials, visibleTo });
  }

  async getCluster(
    request: ClusterRequest,
    { credentials }: CallOptions,
  ): Promise<ClusterView> {
    const visibleTo = await this.#access.visibleTargets(credentials);
    const view = await this.#inner.getCluster(request, {
      credentials,
      visibleTo,
    });
    const [exemplar, ...others] = await this.#access.narrowTargets(
      [view.exemplar.target, ...view.items.map(({ target }) => target)],
      credentials,
    );
    return {
      ...view,
      exemplar: { ...view.exemplar, target: exemplar },
      items: view.items.map((item, index) => ({
        ...item,
        target: others[index],
      })),
    };
  }

  async decideCluster(
    request: ClusterRequest & ClusterDecisionRequest,
    options: CallOptions,
  ): Promise<ClusterDecisionResult> {
    const { credentials } = options;
    return this.#inner.decideCluster(request, {
      ...options,
      visibleTo: await this.#access.visibleTargets(credentials),
      decidableBy: await this.#access.decidableTargets(credentials),
    });
  }
}
