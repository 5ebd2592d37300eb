import {
  checkLedger,
  type LedgerFile,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { EXIT_CODES } from '../exitCodes';
import { readLedgerFile } from '../ledger/readLedgerFile';
import type { CommandContext } from './CommandContext';

/** `skein check-ledger`. */
export function addCheckLedgerCommand({
  program,
  terminal,
  onExit,
}: CommandContext): void {
  program
    .command('check-ledger')
    .description(
      'Says whether a ledger is as it was written, and whether it goes on from an earlier one.',
    )
    .argument('<FILE>', 'JSON lines from `skein migrations ledger --json`')
    .option('--since <FILE>', 'an earlier ledger of the same migration')
    .addHelpText(
      'after',
      '\nExit code: 0 it is whole, 2 something was changed, 1 error.',
    )
    .action(async (file: string, flags: { since?: string }) => {
      const { workingDirectory } = terminal;
      const ledger = await readLedgerFile({
        field: 'FILE',
        file,
        workingDirectory,
      });
      const earlier =
        flags.since === undefined
          ? undefined
          : await readLedgerFile({
              field: '--since',
              file: flags.since,
              workingDirectory,
            });
      const fault =
        (await faultOf(ledger)) ??
        (earlier && (await faultBetween(earlier, ledger)));
      if (fault === undefined) {
        const { length } = ledger.entries;
        terminal.stdout.write(
          `${file}: whole, ${length} entries, hash ${
            ledger.entries[length - 1]?.hash ?? 'of none'
          }\n`,
        );
      } else {
        onExit(EXIT_CODES.left);
        terminal.stderr.write(`${file}: ${fault}\n`);
      }
    });
}

async function faultOf(ledger: LedgerFile): Promise<string | undefined> {
  const { fault } = await checkLedger(ledger.migrationId, ledger.entries);
  return fault?.message;
}

/** An earlier ledger is the beginning of a later one, as long as nobody changes what has been. */
async function faultBetween(
  earlier: LedgerFile,
  later: LedgerFile,
): Promise<string | undefined> {
  if (earlier.migrationId !== later.migrationId) {
    return `it is of migration ${later.migrationId}, and the earlier one of ${earlier.migrationId}`;
  }
  const fault = await faultOf(earlier);
  if (fault !== undefined) {
    return `in the earlier one ${fault}`;
  }
  const index = earlier.entries.findIndex(
    ({ hash }, each) => later.entries[each]?.hash !== hash,
  );
  return index < 0
    ? undefined
    : `entry ${index + 1} is not what it was in the earlier one`;
}
