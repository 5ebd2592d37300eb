import {
  checkLedger,
  type DatasetMigrationsApi,
  type LedgerEntry,
  type LedgerHead,
} from '@skein/backstage-plugin-dataset-migrations-common';

const PAGE = 200;

/**
 * The whole ledger of a migration.
 * @throws Error when what comes from the backend is no whole chain
 */
export async function loadLedger(
  api: DatasetMigrationsApi,
  migrationId: string,
): Promise<{ entries: LedgerEntry[]; head: LedgerHead }> {
  const entries: LedgerEntry[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.listLedgerEntries({
      migrationId,
      limit: PAGE,
      cursor,
    });
    entries.push(...page.items);
    cursor = page.pageInfo.nextCursor;
  } while (cursor !== undefined);
  const { fault, head } = await checkLedger(migrationId, entries);
  if (fault) {
    throw new Error(
      `The ledger of ${migrationId} came broken: ${fault.message}; try again, and if it stays so, somebody between here and the backend changes it`,
    );
  }
  return { entries, head };
}
