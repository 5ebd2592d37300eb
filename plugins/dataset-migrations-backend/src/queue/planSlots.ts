import type { FreeSlots } from './claimTargets';

export interface SlotFacts {
  /** How many attempts this process may run at once. */
  concurrency: number;
  running: number;
  /** How many of those that run a person waits for. */
  runningInteractive: number;
  /** The part of the slots that is kept for targets that a person waits for, from 0 to 1. */
  interactiveShare: number;
}

/**
 * Who may have the free slots. The share is kept free for those that a person waits for; where it comes to less than
 * one slot nothing is kept free, and one of them still has the next slot that becomes free.
 */
export function planSlots(facts: SlotFacts): FreeSlots {
  const { concurrency, running, runningInteractive, interactiveShare } = facts;
  const free = Math.max(0, concurrency - running);
  const kept = Math.floor(concurrency * interactiveShare);
  const first = interactiveShare > 0 ? Math.max(1, kept) : 0;
  const runningOpen = running - Math.min(runningInteractive, kept);
  return {
    free,
    open: Math.min(free, Math.max(0, concurrency - kept - runningOpen)),
    interactive: Math.min(free, Math.max(0, first - runningInteractive)),
  };
}
