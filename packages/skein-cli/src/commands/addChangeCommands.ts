import type {
  DatasetMigrationsApi,
  FailureClass,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { UsageError } from '../UsageError';
import type {
  MigrationCommandContext,
  MigrationFlags,
} from './MigrationCommandContext';

interface ChangeFlags extends MigrationFlags {
  dryRun?: boolean;
  reason?: string;
}

/** Above this, it has to be said that so many pull requests are meant. */
const MOST_WITHOUT_YES = 10;

/** `skein migrations plan`, `preview`, `start`, `pause`, `resume`, `cancel` and `retry`. */
export function addChangeCommands(context: MigrationCommandContext): void {
  context
    .add('plan', 'Finds the consumers and makes a target for each repository.')
    .argument('<ID>', 'of the migration')
    .option('--undeclared', 'take in code that the catalog does not declare')
    .action(
      async (
        migrationId: string,
        flags: MigrationFlags & { undeclared?: boolean },
      ) => {
        context.printMigration(
          flags,
          await context.connect(flags).planMigration({
            migrationId,
            includeUndeclared: flags.undeclared,
          }),
        );
      },
    );

  context
    .add('preview', 'Makes and proves all patches, and publishes nothing.')
    .argument('<ID>', 'of the migration')
    .action(async (migrationId: string, flags: MigrationFlags) => {
      context.printMigration(
        flags,
        await context.connect(flags).previewMigration({ migrationId }),
      );
    });

  context
    .add('start', 'Opens pull requests, wave by wave.')
    .argument('<ID>', 'of the migration')
    .option('--dry-run', 'show what would start')
    .option('--yes', `start also more than ${MOST_WITHOUT_YES} targets`)
    .action(
      async (migrationId: string, flags: ChangeFlags & { yes?: boolean }) => {
        const api = context.connect(flags);
        const { planHash, targetCount } = await api.getMigration({
          migrationId,
        });
        if (targetCount > MOST_WITHOUT_YES && !flags.yes && !flags.dryRun) {
          throw new UsageError({
            field: '--yes',
            value: '',
            mend: `is missing: this may open ${targetCount} pull requests; say --yes if you mean it, or look with --dry-run`,
          });
        }
        context.printMigration(
          flags,
          // another plan than the one that was counted is refused
          await api.startMigration({
            migrationId,
            planHash,
            dryRun: flags.dryRun,
          }),
        );
      },
    );

  const stateChanges = {
    pause: 'Begins nothing new and gives back what runs.',
    resume: 'Lets a paused migration go on.',
    cancel: 'Ends a migration for good; what is open is left to the teams.',
  };
  for (const [name, description] of Object.entries(stateChanges)) {
    context
      .add(name, description)
      .argument('<ID>', 'of the migration')
      .option('--reason <TEXT>', 'for the history that people read')
      .option('--dry-run', 'show what would come of it')
      .action(async (migrationId: string, flags: ChangeFlags) => {
        const api = context.connect(flags);
        const { reason, dryRun } = flags;
        const act = actOf(api, name as keyof typeof stateChanges);
        context.printMigration(
          flags,
          await act({ migrationId, reason, dryRun }),
        );
      });
  }

  context
    .add('retry', 'Queues failed targets again, all or those of one kind.')
    .argument('<ID>', 'of the migration')
    .option(
      '--class <CLASS>',
      'infrastructure, rate, agent or permanent: only those that failed so',
    )
    .option('--text <TEXT>', 'only those whose reason contains this')
    .option('--agent <ID>', 'the only agent that is to run')
    .option('--reason <TEXT>', 'for the history that people read')
    .option('--dry-run', 'count and name them only')
    .action(
      async (
        migrationId: string,
        flags: ChangeFlags & {
          class?: FailureClass;
          text?: string;
          agent?: string;
        },
      ) => {
        const { class: failureClass, text, agent, reason, dryRun } = flags;
        const answer = await context.connect(flags).retryFailedTargets({
          migrationId,
          failureClass,
          text,
          agent,
          reason,
          dryRun,
        });
        context.print(
          flags,
          answer,
          () =>
            `${answer.retried} of ${answer.total} failed targets ${
              answer.dryRun ? 'would be' : 'are'
            } queued again\n`,
        );
      },
    );
}

function actOf(api: DatasetMigrationsApi, name: 'pause' | 'resume' | 'cancel') {
  const acts = {
    pause: api.pauseMigration,
    resume: api.resumeMigration,
    cancel: api.cancelMigration,
  };
  return acts[name].bind(api);
}
