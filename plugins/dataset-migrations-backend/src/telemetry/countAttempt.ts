import type { FailureClass } from '@skein/backstage-plugin-dataset-migrations-common';
import { instruments } from './instruments';
import { ATTRIBUTES } from './names';

export interface CountedAttempt {
  /** `givenBack` when it was stopped and is nobody's failure, `lost` when its worker was gone. */
  outcome:
    | 'proposed'
    | 'needsHuman'
    | 'noChanges'
    | 'failed'
    | 'givenBack'
    | 'lost';
  failure?: FailureClass;
}

/** How an attempt is told apart from others in metrics. */
export function attemptAttributes({ outcome, failure }: CountedAttempt) {
  return {
    [ATTRIBUTES.outcome]: outcome,
    ...(failure && { [ATTRIBUTES.failureClass]: failure }),
  };
}

/** Counts an attempt whose end is committed. */
export function countAttempt(attempt: CountedAttempt): void {
  instruments().attempts.add(1, attemptAttributes(attempt));
}
