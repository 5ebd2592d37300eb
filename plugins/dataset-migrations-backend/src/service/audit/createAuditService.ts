import { Authorizer } from '../../permissions/Authorizer';
import type { CreateMigrationServiceOptions } from '../createMigrationService';
import { MigrationAccess } from '../MigrationAccess';
import type { AuditService } from './AuditService';
import { AuthorizedAuditService } from './AuthorizedAuditService';
import { DefaultAuditService } from './DefaultAuditService';

/** Who asked for what, behind every door: it asks for permission before it shows anything. */
export function createAuditService(
  options: CreateMigrationServiceOptions,
): AuditService {
  return AuthorizedAuditService.create({
    inner: DefaultAuditService.create(options),
    access: MigrationAccess.create({
      ...options,
      authorizer: Authorizer.create(options),
    }),
  });
}
