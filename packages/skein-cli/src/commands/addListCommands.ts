import type {
  MigrationState,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Command } from 'commander';
import { fieldsOf } from '../migrations/fieldsOf';
import { renderMigration } from '../migrations/renderMigration';
import { renderTable } from '../migrations/renderTable';
import { numberOf } from '../numberOf';
import type {
  MigrationCommandContext,
  MigrationFlags,
} from './MigrationCommandContext';

interface PageFlags extends MigrationFlags {
  limit?: string;
  cursor?: string;
}

/** `skein migrations list`, `show` and `targets`. */
export function addListCommands(context: MigrationCommandContext): void {
  page(context.addReading('list', 'Lists migrations, the newest first.'))
    .option('--dataset <REF>', 'only those from or to this dataset')
    .option('--state <STATE...>', 'only those in one of these states')
    .action(
      async (
        flags: PageFlags & { dataset?: string; state?: MigrationState[] },
      ) => {
        const answer = await context.connect(flags).listMigrations(
          {
            entityRef: flags.dataset,
            state: flags.state,
            ...pageOf(flags),
          },
          { fields: fieldsOf(flags.fields) },
        );
        context.printRead(flags, answer, {
          rows: answer.items,
          render: () =>
            renderTable(
              [
                { title: 'ID', value: ({ id }) => id },
                { title: 'STATE', value: ({ state }) => state },
                {
                  title: 'SETTLED',
                  value: each => `${each.settledCount}/${each.targetCount}`,
                },
                { title: 'DEADLINE', value: ({ deadline }) => deadline },
                { title: 'OWNER', value: ({ ownerRef }) => ownerRef },
                { title: 'TITLE', value: ({ title }) => title },
              ],
              answer.items,
            ) + more(answer.pageInfo.nextCursor),
        });
      },
    );

  context
    .addReading('show', 'Shows one migration.')
    .argument('<ID>', 'of the migration')
    .action(async (migrationId: string, flags: MigrationFlags) => {
      const migration = await context
        .connect(flags)
        .getMigration({ migrationId }, { fields: fieldsOf(flags.fields) });
      context.printRead(flags, migration, {
        rows: [migration],
        render: () => renderMigration(migration),
      });
    });

  page(
    context.addReading(
      'targets',
      'Lists the targets of a migration, by repository.',
    ),
  )
    .argument('<ID>', 'of the migration')
    .option('--state <STATE...>', 'only those in one of these states')
    .option('--owner <REF>', 'only those of this group or user')
    .option('--text <TEXT>', 'part of the name of a repository or an owner')
    .action(
      async (
        migrationId: string,
        flags: PageFlags & {
          state?: TargetState[];
          owner?: string;
          text?: string;
        },
      ) => {
        const answer = await context.connect(flags).listTargets(
          {
            migrationId,
            state: flags.state,
            ownerRef: flags.owner,
            text: flags.text,
            ...pageOf(flags),
          },
          { fields: fieldsOf(flags.fields) },
        );
        context.printRead(flags, answer, {
          rows: answer.items,
          render: () =>
            renderTable(
              [
                { title: 'ID', value: ({ id }) => id },
                { title: 'STATE', value: ({ state }) => state },
                { title: 'EVIDENCE', value: ({ evidence }) => evidence?.level },
                { title: 'REPOSITORY', value: each => each.repository },
                { title: 'OWNER', value: ({ ownerRef }) => ownerRef },
                { title: 'NEXT', value: ({ nextStep }) => nextStep },
              ],
              answer.items,
            ) + more(answer.pageInfo.nextCursor),
        });
      },
    );
}

function page(command: Command): Command {
  return command
    .option('--limit <N>', 'how many, 200 at most')
    .option('--cursor <CURSOR>', 'where the page before ended');
}

function more(cursor: string | undefined): string {
  return cursor === undefined ? '' : `more: --cursor ${cursor}\n`;
}

function pageOf({ limit, cursor }: PageFlags) {
  return {
    limit: limit === undefined ? undefined : numberOf('--limit', limit),
    cursor,
  };
}
