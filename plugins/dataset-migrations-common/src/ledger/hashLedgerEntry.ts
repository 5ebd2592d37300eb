import type { LedgerEntry } from '../schema/types.generated';

/**
 * What the first entry of a ledger holds in place of the hash of the one before.
 * @public
 */
export const LEDGER_START = '0'.repeat(64);

/** Changes when what is hashed does, so that an export says by what rule it was made. */
const RULE = 'skein-ledger-1';

/**
 * The SHA-256 of an entry, in hex: over all of it, the hash before it and the migration, so that nothing can be changed, left out,
 * put elsewhere or taken from another migration without changing every hash after it.
 * @public
 */
export async function hashLedgerEntry(
  migrationId: string,
  entry: Omit<LedgerEntry, 'hash'>,
): Promise<string> {
  const text = JSON.stringify([
    RULE,
    migrationId,
    entry.number,
    entry.previousHash,
    entry.at,
    entry.actor,
    entry.kind,
    entry.targetId ?? null,
    entry.repository ?? null,
    entry.from ?? null,
    entry.to ?? null,
    entry.reason ?? null,
  ]);
  const digest = await globalThis.crypto.subtle.digest(
    'SHA-256',
    new TextEncoder().encode(text),
  );
  return Array.from(new Uint8Array(digest), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
