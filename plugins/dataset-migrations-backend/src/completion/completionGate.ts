import type {
  Readers,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** Targets that may go on reading the old dataset without holding the migration up: somebody has said so. */
const MAY_READ: ReadonlySet<TargetState> = new Set([
  'exempted',
  'notAConsumer',
  'closed',
  'failed',
  'cancelled',
]);

export interface CompletionFacts {
  /** What the last look found; undefined when nobody has looked. */
  readers: Readers | undefined;
  stateOf: (targetId: string) => TargetState | undefined;
}

/** Whether a migration of which all targets are settled is completed, and in words what it is still waiting for. */
export function completionGate(facts: CompletionFacts): {
  completed: boolean;
  reason: string;
} {
  const { readers, stateOf } = facts;
  if (!readers) {
    return { completed: false, reason: 'Looking for readers' };
  }
  const waitingFor = readers.places.filter(({ targetId }) => {
    const state = targetId === undefined ? undefined : stateOf(targetId);
    return state === undefined || !MAY_READ.has(state);
  });
  if (waitingFor.length > 0) {
    const [{ repository, where }] = waitingFor;
    const others = waitingFor.length - 1;
    return {
      completed: false,
      reason: `${repository} still reads the old dataset: ${where}${
        others > 0 ? ` (and ${others} more)` : ''
      }`,
    };
  }
  return {
    completed: true,
    reason:
      readers.places.length === 0
        ? 'The old dataset has no readers left'
        : `Only readers that were let off are left: ${readers.places.length}`,
  };
}
