import { Authorizer } from '../../permissions/Authorizer';
import type { CreateMigrationServiceOptions } from '../createMigrationService';
import { MigrationAccess } from '../MigrationAccess';
import { AuthorizedOwnerService } from './AuthorizedOwnerService';
import { DefaultOwnerService } from './DefaultOwnerService';
import type { OwnerService } from './OwnerService';

/** Owners behind every door: it asks for permission before it changes anything. */
export function createOwnerService(
  options: CreateMigrationServiceOptions,
): OwnerService {
  const { modelBudgets, notifications, approval } = options.config;
  return AuthorizedOwnerService.create({
    inner: DefaultOwnerService.create({
      ...options,
      modelBudgets,
      approval,
      digestMinutes: notifications.digestMinutes,
    }),
    access: MigrationAccess.create({
      ...options,
      authorizer: Authorizer.create(options),
    }),
  });
}
