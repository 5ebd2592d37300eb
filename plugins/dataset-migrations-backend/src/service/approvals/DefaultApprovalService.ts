import type {
  Approval,
  ApprovalDecisionRequest,
  ApprovalList,
  ApprovalRequest,
  ListApprovalsRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { listWaitingApprovals } from '../../database/operations/approvals/listWaitingApprovals';
import type { CallOptions, ListOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import type { ApprovalService } from './ApprovalService';
import { decideApproval } from './decideApproval';
import { toApproval } from './toApproval';

/** The parts of the context that approvals need. */
export type ApprovalContext = Pick<
  ServiceContext,
  'knex' | 'auth' | 'onChange'
>;

/** As the OpenAPI description says. */
const MOST_SHOWN = 100;

/** Does what is asked about approvals; permission is the business of `AuthorizedApprovalService`. */
export class DefaultApprovalService implements ApprovalService {
  readonly #context: ApprovalContext;

  static create(context: ApprovalContext): DefaultApprovalService {
    return new DefaultApprovalService(context);
  }

  private constructor(context: ApprovalContext) {
    this.#context = context;
  }

  async listApprovals(
    { migrationId }: ListApprovalsRequest,
    { visibleTo }: ListOptions,
  ): Promise<ApprovalList> {
    const { rows, total } = await listWaitingApprovals(this.#context.knex, {
      migrationId,
      visibleTo,
      limit: MOST_SHOWN,
    });
    return {
      items: rows.map(row => toApproval(row, row.migration_title)),
      totalItems: total,
    };
  }

  async decideApproval(
    request: ApprovalRequest & ApprovalDecisionRequest,
    options: CallOptions,
  ): Promise<Approval> {
    return decideApproval(this.#context, request, options);
  }
}
