import type { LedgerEntry } from '../schema/types.generated';

/**
 * A ledger as it is kept in a file.
 * @public
 */
export interface LedgerFile {
  migrationId: string;
  /** Oldest first, from number 1 on. */
  entries: readonly LedgerEntry[];
}

/**
 * A ledger as JSON lines, of which the first says of which migration it is; `skein check-ledger` reads it.
 * @public
 */
export function renderLedgerFile(ledger: LedgerFile): string {
  const { migrationId, entries } = ledger;
  return [{ ledger: 'skein-ledger-1', migrationId }, ...entries]
    .map(line => `${JSON.stringify(line)}\n`)
    .join('');
}
