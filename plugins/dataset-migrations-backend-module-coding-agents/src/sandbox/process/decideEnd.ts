import { constants } from 'node:os';
import type { SandboxEnd } from '../Sandbox';

export type StopReason = Exclude<SandboxEnd['reason'], 'exited' | 'lost'>;

export interface EndFacts {
  /** Why we ended it, if we did. */
  stopped?: StopReason;
  exitCode: number | null;
  signal: string | null;
}

/** A process that died of a signal ends its sandbox with 128 and the signal's number. */
const SIGNAL_OFFSET = 128;

const LIMIT_OF_SIGNAL: Record<string, StopReason> = {
  SIGXFSZ: 'diskLimit',
  SIGXCPU: 'timeLimit',
};

function findSignal(number: number): string | undefined {
  return Object.entries(constants.signals).find(
    ([, value]) => value === number,
  )?.[0];
}

/** How a command ended, from what is known of its process. */
export function decideEnd(facts: EndFacts): SandboxEnd {
  const { stopped, exitCode } = facts;
  if (stopped) {
    return { reason: stopped };
  }
  const signal =
    facts.signal ??
    (exitCode === null ? undefined : findSignal(exitCode - SIGNAL_OFFSET));
  return {
    reason: (signal && LIMIT_OF_SIGNAL[signal]) || 'exited',
    ...(exitCode === null ? {} : { exitCode }),
    ...(signal ? { signal } : {}),
  };
}
