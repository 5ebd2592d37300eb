import type {
  MigrationState,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { fieldsOf } from '../migrations/fieldsOf';
import { renderMigration } from '../migrations/renderMigration';
import { renderTable } from '../migrations/renderTable';
import type {
  MigrationCommandContext,
  MigrationFlags,
} from './MigrationCommandContext';
import { addPaging, pageOf, renderMore, type PageFlags } from './paging';

/** `skein migrations list`, `show` and `targets`. */
export function addListCommands(context: MigrationCommandContext): void {
  addPaging(context.addReading('list', 'Lists migrations, the newest first.'))
    .option('--dataset <REF>', 'only those from or to this dataset')
    .option('--state <STATE...>', 'only those in one of these states')
    .action(
      async (
        flags: MigrationFlags &
          PageFlags & { dataset?: string; state?: MigrationState[] },
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
            ) + renderMore(answer.pageInfo.nextCursor),
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

  addPaging(
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
        flags: MigrationFlags &
          PageFlags & {
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
            ) + renderMore(answer.pageInfo.nextCursor),
        });
      },
    );
}
