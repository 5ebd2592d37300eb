import type { JudgeMode } from '@skein/backstage-plugin-dataset-migrations-common';
import type { EndedOutcome } from '../execution/AttemptOutcome';
import type { JudgePolicy } from './JudgePolicy';

export interface JudgingFacts {
  /** What the patch comes to without judges. */
  outcome: EndedOutcome['kind'];
  /** Whether a part of it is the work of a coding agent. */
  touched: boolean;
  patches: JudgePolicy['patches'];
  mode: JudgeMode;
  /** How many are installed. */
  judges: number;
}

/** Whether judges look at a patch. Where they block, it is also said that there is none. */
export function isJudged(facts: JudgingFacts): boolean {
  const { outcome, touched, patches, mode, judges } = facts;
  return (
    outcome === 'proposed' &&
    (touched || patches === 'all') &&
    (judges > 0 || mode === 'blocking')
  );
}
