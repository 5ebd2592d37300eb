import { Memberships } from '../../jobs/Memberships';
import { Authorizer } from '../../permissions/Authorizer';
import type { CreateMigrationServiceOptions } from '../createMigrationService';
import { MigrationAccess } from '../MigrationAccess';
import { AuthorizedJobService } from './AuthorizedJobService';
import { DefaultJobService } from './DefaultJobService';
import type { JobService } from './JobService';

/** Jobs behind every door: it asks for permission before it does anything. */
export function createJobService(
  options: CreateMigrationServiceOptions,
): JobService {
  return AuthorizedJobService.create({
    inner: DefaultJobService.create({
      ...options,
      decisions: options.config.decisions,
    }),
    access: MigrationAccess.create({
      ...options,
      authorizer: Authorizer.create(options),
    }),
    auth: options.auth,
    memberships: Memberships.create(options),
  });
}
