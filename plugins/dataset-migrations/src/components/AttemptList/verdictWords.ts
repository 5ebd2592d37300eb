import type { JudgeVerdict } from '@skein/backstage-plugin-dataset-migrations-common';

/** How what a judge says is shown. An acceptance is no evidence, so that it does not look like it. */
export const VERDICT_WORDS = {
  accept: { tone: 'info', label: 'target.verdictAccept' },
  veto: { tone: 'bad', label: 'target.verdictVeto' },
  undecided: { tone: 'warn', label: 'target.verdictUndecided' },
} as const satisfies Record<JudgeVerdict, object>;
