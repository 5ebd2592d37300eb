import type { Approval } from '@skein/backstage-plugin-dataset-migrations-common';
import type { z as Zod } from 'zod/v3';
import { actorOf } from '../actorOf';
import { audited } from '../audited';
import type { ActionContext } from './ActionContext';
import { actionInputs } from './inputs';

/** What an assistant has to know of what waits for a second person. */
function summarizeApproval(approval: Approval) {
  return {
    approvalId: approval.id,
    migrationId: approval.migrationId,
    migration: approval.migrationTitle,
    act: approval.act,
    subject: approval.subject,
    targets: approval.targetCount,
    contractVersion: approval.contractVersion,
    planHash: approval.planHash,
    state: approval.state,
    requestedBy: approval.requestedBy,
    requestedAt: approval.requestedAt,
    allowed: approval.allowed,
  };
}

function approvalSummarySchema(z: typeof Zod) {
  return z.object({
    approvalId: z.string(),
    migrationId: z.string(),
    migration: z.string().describe('Title of the migration'),
    act: z.string().describe('What would begin'),
    subject: z.string().optional().describe('Which targets, if not all'),
    targets: z.number().describe('How many would begin'),
    contractVersion: z.number(),
    planHash: z.string().describe('The plan that is approved'),
    state: z.string(),
    requestedBy: z.string(),
    requestedAt: z.string(),
    allowed: z.array(z.string()).describe('What the caller may do now'),
  });
}

/** Actions about what waits for a second person. */
export function registerApprovalActions(context: ActionContext): void {
  const { actionsRegistry, approvals, auth, auditor } = context;

  actionsRegistry.register({
    name: 'list-migration-approvals',
    title: 'List what waits for a second person',
    description:
      'Starts and reverts of many targets that somebody has asked for and another person has to approve.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({ migrationId: actionInputs(z).migrationId.optional() }),
      output: z =>
        z.object({
          approvals: z.array(approvalSummarySchema(z)),
          total: z.number(),
        }),
    },
    action: async ({ input, credentials }) => {
      const list = await approvals.listApprovals(input, { credentials });
      return {
        output: {
          approvals: list.items.map(summarizeApproval),
          total: list.totalItems,
        },
      };
    },
  });

  actionsRegistry.register({
    name: 'decide-migration-approval',
    title: 'Approve as a second person, or withdraw',
    description:
      'Says that a start or a revert of many targets may begin, or takes that back. Ask the person before: it is their word, and never that of the one who asked.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: z =>
        z.object({
          approvalId: actionInputs(z).approvalId,
          decision: z.enum(['approve', 'withdraw']),
          reason: actionInputs(z).reason.optional(),
        }),
      output: approvalSummarySchema,
    },
    action: async ({ input, credentials }) => ({
      output: summarizeApproval(
        await audited(
          {
            auditor,
            eventId: `approval-${input.decision}`,
            meta: {
              ...input,
              actor: actorOf(auth, credentials),
              through: 'action',
            },
          },
          () => approvals.decideApproval(input, { credentials }),
        ),
      ),
    }),
  });
}
