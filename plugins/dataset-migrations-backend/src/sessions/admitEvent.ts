import { CLOSING_KINDS, type LoggedEvent } from './LoggedEvent';

/** How much is kept of one attempt. */
export interface SessionLimits {
  events: number;
  bytes: number;
}

/** Enough for the work of an hour; a migration of thousands of targets still fits into a database. */
export const SESSION_LIMITS: SessionLimits = {
  events: 2_000,
  bytes: 1_000_000,
};

/** More closing lines than any attempt has agents. */
const MOST_CLOSING = 50;

export interface AdmissionFacts {
  kind: LoggedEvent['kind'];
  /** Of the line that is to be kept. */
  bytes: number;
  /** What is kept so far. */
  kept: { events: number; bytes: number; closing: number; isCut: boolean };
  limits: SessionLimits;
}

/** Whether a line is still kept; `cut` when it is the first that is not, which the log has to say. */
export function admitEvent(facts: AdmissionFacts): 'keep' | 'cut' | 'drop' {
  const { kind, bytes, kept, limits } = facts;
  if (CLOSING_KINDS.has(kind)) {
    return kept.closing < MOST_CLOSING ? 'keep' : 'drop';
  }
  if (kept.isCut) {
    return 'drop';
  }
  return kept.events < limits.events && kept.bytes + bytes <= limits.bytes
    ? 'keep'
    : 'cut';
}
