import type { ApprovalDecision } from '@skein/backstage-plugin-dataset-migrations-common';
import { fieldsOf } from '../migrations/fieldsOf';
import { renderTable } from '../migrations/renderTable';
import type {
  MigrationCommandContext,
  MigrationFlags,
} from './MigrationCommandContext';

const DECISIONS: Record<ApprovalDecision, string> = {
  approve: 'Lets begin what somebody else has asked for.',
  withdraw: 'Takes back what was asked for, or its approval.',
};

/** `skein migrations approvals`, `approve` and `withdraw`. */
export function addApprovalCommands(context: MigrationCommandContext): void {
  context
    .addReading(
      'approvals',
      'Lists what waits for a second person, the longest first.',
    )
    .argument('[ID]', 'only those of this migration')
    .action(async (migrationId: string | undefined, flags: MigrationFlags) => {
      const answer = await context
        .connect(flags)
        .listApprovals({ migrationId }, { fields: fieldsOf(flags.fields) });
      context.printRead(flags, answer, {
        rows: answer.items,
        render: () =>
          renderTable(
            [
              { title: 'ID', value: ({ id }) => id },
              { title: 'ACT', value: ({ act }) => act },
              { title: 'TARGETS', value: ({ targetCount }) => targetCount },
              { title: 'PLAN', value: ({ planHash }) => planHash },
              { title: 'ASKED BY', value: ({ requestedBy }) => requestedBy },
              { title: 'MIGRATION', value: each => each.migrationTitle },
            ],
            answer.items,
          ),
      });
    });

  for (const decision of ['approve', 'withdraw'] as const) {
    context
      .add(decision, DECISIONS[decision])
      .argument('<APPROVAL>', 'as approvals lists it')
      .option('--reason <TEXT>', 'for the history that people read')
      .action(
        async (
          approvalId: string,
          { reason, ...flags }: MigrationFlags & { reason?: string },
        ) => {
          const answer = await context
            .connect(flags)
            .decideApproval({ approvalId, decision, reason });
          context.print(
            flags,
            answer,
            () =>
              `${answer.state}: ${answer.act} of ${answer.targetCount} targets\n`,
          );
        },
      );
  }
}
