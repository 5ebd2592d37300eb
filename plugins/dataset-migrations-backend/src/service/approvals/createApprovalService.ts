import { Authorizer } from '../../permissions/Authorizer';
import type { CreateMigrationServiceOptions } from '../createMigrationService';
import { MigrationAccess } from '../MigrationAccess';
import type { ApprovalService } from './ApprovalService';
import { AuthorizedApprovalService } from './AuthorizedApprovalService';
import { DefaultApprovalService } from './DefaultApprovalService';

/** Approvals behind every door: it asks for permission before it does anything. */
export function createApprovalService(
  options: CreateMigrationServiceOptions,
): ApprovalService {
  return AuthorizedApprovalService.create({
    inner: DefaultApprovalService.create(options),
    access: MigrationAccess.create({
      ...options,
      authorizer: Authorizer.create(options),
    }),
  });
}
