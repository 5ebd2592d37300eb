import type { SandboxEnd } from '@skein/backstage-plugin-dataset-migrations-node';
import { constants } from 'node:os';
import type { JobState } from '../jobs/JobState';

/** How the program of a command ended, as its pod tells. */
export interface ProgramEnd {
  exitCode?: number;
  signal?: string;
  /** It had more processes and threads than it may. */
  isOverrun: boolean;
  /** How often the kernel has ended something of it for its memory. */
  memoryKills: number;
}

/** What is known of a command that does not run any more. */
export interface EndFacts {
  /** Why we ended it, if we did. */
  stopped?: Exclude<SandboxEnd['reason'], 'exited' | 'lost'>;
  /** Absent when its pod could not tell. */
  program?: ProgramEnd;
  /** How the process that served us in its pod ended, where the connection to it did not break. */
  servedUntil?: { exitCode?: number };
  /** What the cluster shows when its pod could not tell. */
  state?: JobState;
}

/** A process that died of a signal ends its shell with 128 and the signal's number. */
const SIGNAL_OFFSET = 128;

const LIMIT_OF_SIGNAL: Record<string, SandboxEnd['reason']> = {
  SIGXFSZ: 'diskLimit',
  SIGXCPU: 'timeLimit',
};

function findSignal(exitCode: number | undefined): string | undefined {
  return Object.entries(constants.signals).find(
    ([, number]) => number + SIGNAL_OFFSET === exitCode,
  )?.[0];
}

function decideProgramEnd(program: ProgramEnd): SandboxEnd {
  const { exitCode, signal = findSignal(exitCode) } = program;
  if (program.isOverrun || program.memoryKills > 0) {
    return { reason: 'memoryLimit' };
  }
  return {
    reason: (signal && LIMIT_OF_SIGNAL[signal]) || 'exited',
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(signal ? { signal } : {}),
  };
}

/**
 * How a command ended. It is lost only when the cluster says so, or the connection to a pod that still runs broke: who ends what
 * serves us in the pod has done so from inside, and is not tried again for nothing.
 */
export function decideEnd(facts: EndFacts): SandboxEnd {
  const { stopped, program, servedUntil, state } = facts;
  if (stopped) {
    return { reason: stopped };
  }
  if (program) {
    return decideProgramEnd(program);
  }
  switch (state?.kind) {
    case 'limited':
      return { reason: state.limit };
    case 'lost':
      return { reason: 'lost', detail: state.why };
    default:
      // without a connection a pod ends by itself
      return servedUntil
        ? { reason: 'exited', exitCode: servedUntil.exitCode }
        : { reason: 'lost', detail: 'the connection to its pod broke' };
  }
}
