import type {
  Approval,
  ApprovalDecisionRequest,
  ApprovalList,
  ApprovalRequest,
  ListApprovalsRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { MigrationAccess } from '../MigrationAccess';
import type { CallOptions } from '../MigrationService';
import type { ApprovalService } from './ApprovalService';

type Access = Pick<
  MigrationAccess,
  'narrowApprovals' | 'requireApprovalDecision' | 'visibleMigrations'
>;

export interface AuthorizedApprovalServiceOptions {
  inner: ApprovalService;
  access: Access;
}

/** Who may start a migration may be the second person. */
export class AuthorizedApprovalService implements ApprovalService {
  readonly #inner: ApprovalService;
  readonly #access: Access;

  static create(
    options: AuthorizedApprovalServiceOptions,
  ): AuthorizedApprovalService {
    return new AuthorizedApprovalService(options);
  }

  private constructor({ inner, access }: AuthorizedApprovalServiceOptions) {
    this.#inner = inner;
    this.#access = access;
  }

  async listApprovals(
    request: ListApprovalsRequest,
    { credentials }: CallOptions,
  ): Promise<ApprovalList> {
    const visibleTo = await this.#access.visibleMigrations(credentials);
    const options = { credentials, visibleTo };
    const list = await this.#inner.listApprovals(request, options);
    const items = await this.#access.narrowApprovals(list.items, credentials);
    return { ...list, items };
  }

  async decideApproval(
    request: ApprovalRequest & ApprovalDecisionRequest,
    options: CallOptions,
  ): Promise<Approval> {
    const { credentials } = options;
    await this.#access.requireApprovalDecision(request.approvalId, credentials);
    const decided = await this.#inner.decideApproval(request, options);
    return (await this.#access.narrowApprovals([decided], credentials))[0];
  }
}
