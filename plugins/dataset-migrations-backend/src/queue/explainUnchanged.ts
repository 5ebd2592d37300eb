import type { AttemptOutcome } from '../execution/AttemptOutcome';
import type { ClaimedAnswers } from './ClaimedTarget';
import { toAttemptResult } from './toAttemptResult';

/**
 * Why an attempt that was to answer checks or reviewers leaves the pull request as it is; undefined when it does not. What
 * needs no change any more on its base is none of that: its pull request is closed as any other. Looks at nothing but its arguments.
 */
export function explainUnchanged(
  outcome: Exclude<AttemptOutcome, { kind: 'failed' }>,
  { standing }: Pick<ClaimedAnswers, 'standing'>,
): string | undefined {
  switch (outcome.kind) {
    case 'needsHuman':
      return outcome.reason;
    case 'proposed':
      return toAttemptResult(outcome.record).patch_hash === standing?.patchHash
        ? 'the agent left the change as it is'
        : undefined;
    default:
      return undefined;
  }
}
