import type { FailureClass } from '@skein/backstage-plugin-dataset-migrations-common';
import type { AttemptOutcome } from '../execution/AttemptOutcome';

/** A proposal that wants a decision. */
export const PROPOSED: AttemptOutcome = {
  kind: 'proposed',
  reason: 'E1: parses',
  conditions: ['decisionNeeded'],
  record: {
    agents: ['rewriter'],
    baseSha: 'a'.repeat(40),
    diff: {
      files: [],
      patch: 'diff',
      filesChanged: 1,
      linesAdded: 2,
      linesRemoved: 3,
    },
    findings: [],
    notes: [],
  },
};

/** How an attempt ends that fails. */
export function failure(
  kind: FailureClass,
  retryAfterSeconds?: number,
): AttemptOutcome {
  return {
    kind: 'failed',
    failure: kind,
    retryAfterSeconds,
    reason: 'The code host is down',
    record: { agents: [], findings: [], notes: [] },
  };
}
