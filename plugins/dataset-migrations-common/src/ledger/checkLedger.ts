import type { LedgerEntry } from '../schema/types.generated';
import { hashLedgerEntry, LEDGER_START } from './hashLedgerEntry';

/**
 * Where a ledger stands after an entry.
 * @public
 */
export interface LedgerHead {
  number: number;
  hash: string;
}

/**
 * The first entry of a ledger that does not fit.
 * @public
 */
export interface LedgerFault {
  /** The place that the entry should have. */
  number: number;
  message: string;
}

/**
 * What `checkLedger` found: where the chain ends, or what is wrong with it.
 * @public
 */
export type LedgerCheck =
  | { head: LedgerHead; fault?: undefined }
  | { fault: LedgerFault; head?: undefined };

/**
 * Follows the chain of a ledger and says where it breaks.
 *
 * @param entries - oldest first, without a gap
 * @param after - where the entries before these ended; the start if absent
 * @public
 */
export async function checkLedger(
  migrationId: string,
  entries: Iterable<LedgerEntry>,
  after: LedgerHead = { number: 0, hash: LEDGER_START },
): Promise<LedgerCheck> {
  let head = after;
  for (const entry of entries) {
    const number = head.number + 1;
    if (entry.number !== number) {
      return {
        fault: {
          number,
          message: `entry ${number} is missing; entry ${entry.number} stands in its place`,
        },
      };
    }
    if (entry.previousHash !== head.hash) {
      return {
        fault: {
          number,
          message: `entry ${number} does not follow the one before it: ${entry.previousHash} is not ${head.hash}`,
        },
      };
    }
    const hash = await hashLedgerEntry(migrationId, entry);
    if (entry.hash !== hash) {
      return {
        fault: {
          number,
          message: `entry ${number} was changed: its hash is ${hash}, and it says ${entry.hash}`,
        },
      };
    }
    head = { number, hash };
  }
  return { head };
}
