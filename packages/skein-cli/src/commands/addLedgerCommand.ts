import {
  renderCsv,
  renderLedgerFile,
  type LedgerEntry,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { loadLedger } from '../ledger/loadLedger';
import { renderTable, type Column } from '../migrations/renderTable';
import type {
  MigrationCommandContext,
  MigrationFlags,
} from './MigrationCommandContext';

const COLUMNS: ReadonlyArray<Column<LedgerEntry>> = [
  { title: 'NUMBER', value: ({ number }) => number },
  { title: 'AT', value: ({ at }) => at },
  { title: 'ACTOR', value: ({ actor }) => actor },
  { title: 'KIND', value: ({ kind }) => kind },
  { title: 'FROM', value: ({ from }) => from },
  { title: 'TO', value: ({ to }) => to },
  { title: 'REPOSITORY', value: ({ repository }) => repository },
  { title: 'REASON', value: ({ reason }) => reason },
];

const KEPT_COLUMNS: ReadonlyArray<Column<LedgerEntry>> = [
  ...COLUMNS,
  { title: 'TARGET', value: ({ targetId }) => targetId },
  { title: 'PREVIOUS_HASH', value: ({ previousHash }) => previousHash },
  { title: 'HASH', value: ({ hash }) => hash },
];

/** `skein migrations ledger`. */
export function addLedgerCommand(context: MigrationCommandContext): void {
  context
    .add(
      'ledger',
      'Prints all that happened in a migration as a chain of hashes, oldest first.',
    )
    .argument('<ID>', 'of the migration')
    .option('--csv', 'print it for a spreadsheet')
    .addHelpText(
      'after',
      '\nWith --json it is printed as JSON lines, which `skein check-ledger` reads. The last minute comes a little later.',
    )
    .action(
      async (
        migrationId: string,
        flags: MigrationFlags & { csv?: boolean },
      ) => {
        const { entries, head } = await loadLedger(
          context.connect(flags),
          migrationId,
        );
        if (flags.json) {
          context.write(renderLedgerFile({ migrationId, entries }));
        } else if (flags.csv) {
          context.write(
            renderCsv([
              KEPT_COLUMNS.map(({ title }) => title),
              ...entries.map(entry =>
                KEPT_COLUMNS.map(({ value }) => String(value(entry) ?? '')),
              ),
            ]),
          );
        } else {
          context.write(
            `${renderTable(COLUMNS, entries)}whole, ${
              head.number
            } entries, hash ${head.hash}\n`,
          );
        }
      },
    );
}
