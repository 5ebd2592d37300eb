import { Authorizer } from '../../permissions/Authorizer';
import type { CreateMigrationServiceOptions } from '../createMigrationService';
import { MigrationAccess } from '../MigrationAccess';
import { AuthorizedClusterService } from './AuthorizedClusterService';
import type { ClusterService } from './ClusterService';
import { DefaultClusterService } from './DefaultClusterService';

/** The clusters behind every door: it asks for permission before it shows anything. */
export function createClusterService(
  options: CreateMigrationServiceOptions,
): ClusterService {
  return AuthorizedClusterService.create({
    inner: DefaultClusterService.create({
      ...options,
      decisions: options.config.decisions,
    }),
    access: MigrationAccess.create({
      ...options,
      authorizer: Authorizer.create(options),
    }),
  });
}
