import type {
  Approval,
  ApprovalDecisionRequest,
  ApprovalList,
  ApprovalRequest,
  ListApprovalsRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { CallOptions, ListOptions } from '../MigrationService';

/** All that can be done about what waits for a second person, over any door. Permission is the business of a decorator. */
export interface ApprovalService {
  listApprovals(
    request: ListApprovalsRequest,
    options: ListOptions,
  ): Promise<ApprovalList>;
  decideApproval(
    request: ApprovalRequest & ApprovalDecisionRequest,
    options: CallOptions,
  ): Promise<Approval>;
}
