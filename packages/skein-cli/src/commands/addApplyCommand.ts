import { renderContractProblems } from '@skein/backstage-plugin-dataset-migrations-common';
import { parseWholeContract } from '@skein/dataset-rewriter';
import { applyMigration } from '../migrations/applyMigration';
import { readMigrationFile } from '../migrations/readMigrationFile';
import { UsageError } from '../UsageError';
import type { Terminal } from '../Terminal';
import type {
  MigrationCommandContext,
  MigrationFlags,
} from './MigrationCommandContext';

interface ApplyFlags extends MigrationFlags {
  dryRun?: boolean;
}

/** `skein migrations apply`. */
export function addApplyCommand(
  context: MigrationCommandContext,
  terminal: Terminal,
): void {
  context
    .add(
      'apply',
      'Creates a migration as a file wants it, or changes the one that is there. Nothing is started.',
    )
    .argument('<FILE>', 'a DatasetMigration, or a mapping contract alone')
    .option('--dry-run', 'show what would be done')
    .addHelpText(
      'after',
      '\nTwice the same file does nothing the second time, so that a pipeline may run it for each commit.',
    )
    .action(async (file: string, flags: ApplyFlags) => {
      const { wanted, ownerRef } = await readMigrationFile({
        file,
        workingDirectory: terminal.workingDirectory,
      });
      const { contract, problems } = await parseWholeContract(wanted.contract);
      if (problems) {
        throw new UsageError({
          field: 'FILE',
          value: file,
          mend: `has a contract that is refused; mend this:\n${renderContractProblems(
            problems,
          )}`,
        });
      }
      const applied = await applyMigration({
        api: context.connect(flags),
        wanted,
        ownerRef,
        contract,
        dryRun: Boolean(flags.dryRun),
      });
      const { outcome, changes, migration } = applied;
      const what = changes.length > 0 ? ` (${changes.join(', ')})` : '';
      const verb = flags.dryRun ? `would be ${outcome}` : outcome;
      context.print(flags, applied, () => `${verb}${what}: ${migration.id}\n`);
    });
}
