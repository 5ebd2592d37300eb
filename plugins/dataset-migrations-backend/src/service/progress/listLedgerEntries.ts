import {
  hashLedgerEntry,
  LEDGER_START,
  type LedgerEntry,
  type LedgerPage,
  type MigrationRequest,
  type PageRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import {
  listLedgerRows,
  type LedgerRow,
} from '../../database/operations/events/listLedgerRows';
import { toIso } from '../../database/time';
import { DEFAULT_LIMIT, toPageInfo } from '../lists/page';
import { decodeCursor } from '../request/cursor';

const LIST = 'ledger';

/** Where the page before ended. One who makes such a place up gets a chain that nobody else has. */
const place = z.object({
  id: z.int(),
  number: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** A page of the history as a chain of hashes, oldest first. */
export async function listLedgerEntries(
  knex: Knex,
  request: MigrationRequest & PageRequest,
): Promise<LedgerPage> {
  const { migrationId, cursor, limit = DEFAULT_LIMIT } = request;
  let last = decodeCursor({ list: LIST, cursor, schema: place }) ?? {
    id: 0,
    number: 0,
    hash: LEDGER_START,
  };
  const rows = await listLedgerRows(knex, {
    migrationId,
    after: last.id,
    limit: limit + 1,
  });
  const items: LedgerEntry[] = [];
  for (const row of rows.slice(0, limit)) {
    const entry = toEntry(row, last);
    const hash = await hashLedgerEntry(migrationId, entry);
    items.push({ ...entry, hash });
    last = { id: Number(row.id), number: entry.number, hash };
  }
  const { pageInfo } = toPageInfo({
    list: LIST,
    rows,
    limit,
    positionOf: () => last,
  });
  return { items, pageInfo };
}

function toEntry(
  row: LedgerRow,
  before: { number: number; hash: string },
): Omit<LedgerEntry, 'hash'> {
  return {
    number: before.number + 1,
    at: toIso(row.at),
    actor: row.actor,
    kind: row.kind,
    targetId: row.target_id ?? undefined,
    repository:
      row.host === null
        ? undefined
        : `${row.host}/${row.repository_owner}/${row.repository_name}`,
    from: row.from_state ?? undefined,
    to: row.to_state ?? undefined,
    reason: row.reason ?? undefined,
    previousHash: before.hash,
  };
}
