import type {
  AuditorService,
  AuthService,
} from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ApprovalService } from '../approvals/ApprovalService';
import type { ActLog } from '../audit/ActLog';
import type { JobService } from '../jobs/JobService';
import type { MigrationService } from '../MigrationService';
import type { OwnerService } from '../owners/OwnerService';

/** What actions are made of: the same service as REST, which asks for permission itself. */
export interface ActionContext {
  actionsRegistry: ActionsRegistryService;
  service: MigrationService;
  owners: OwnerService;
  approvals: ApprovalService;
  jobs: JobService;
  auth: AuthService;
  auditor: AuditorService;
  actLog: ActLog;
}
