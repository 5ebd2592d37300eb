import { exitCodeOfMigration } from '../migrations/exitCodeOfMigration';
import { watchMigration } from '../migrations/watchMigration';
import { numberOf } from '../numberOf';
import { addApplyCommand } from './addApplyCommand';
import { addApprovalCommands } from './addApprovalCommands';
import { addChangeCommands } from './addChangeCommands';
import { addJobCommands } from './addJobCommands';
import { addTransferCommand } from './addTransferCommand';
import { addListCommands } from './addListCommands';
import { addLedgerCommand } from './addLedgerCommand';
import type { CommandContext } from './CommandContext';
import {
  MigrationCommandContext,
  type MigrationFlags,
} from './MigrationCommandContext';

/** `skein migrations`, all of it. */
export function addMigrationCommands({
  program,
  terminal,
  onExit,
}: CommandContext): void {
  const group = program
    .command('migrations')
    .description('Runs migrations in a Backstage, over its REST API.')
    .addHelpText(
      'after',
      '\nWhere Backstage is comes from --url or SKEIN_URL, the token from SKEIN_TOKEN.',
    );
  const context = new MigrationCommandContext(group, terminal);
  addListCommands(context);
  addApplyCommand(context, terminal);
  addChangeCommands(context);
  addJobCommands(context, onExit);
  addTransferCommand(context);
  addApprovalCommands(context);
  addLedgerCommand(context);

  context
    .add('watch', 'Follows a migration until it waits for somebody.')
    .argument('<ID>', 'of the migration')
    .option('--every <SECONDS>', 'between two looks', '10')
    .addHelpText(
      'after',
      '\nExit code: 0 completed and nothing left, 2 something waits for a person, 1 error.',
    )
    .action(
      async (
        migrationId: string,
        flags: MigrationFlags & { every: string },
      ) => {
        const migration = await watchMigration({
          api: context.connect(flags),
          migrationId,
          every: numberOf('--every', flags.every),
          onChange: seen =>
            context.print(
              flags,
              seen,
              () =>
                `${[
                  seen.state,
                  `${seen.settledCount} of ${seen.targetCount} settled`,
                  ...seen.targetCounts.map(
                    ({ state, count }) => `${count} ${state}`,
                  ),
                ].join(', ')}\n`,
            ),
        });
        onExit(exitCodeOfMigration(migration));
      },
    );
}
