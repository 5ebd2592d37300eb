import type {
  JudgeMode,
  JudgeVerdict,
  Ruling,
} from '@skein/backstage-plugin-dataset-migrations-common';

export type JudgedBy = Ruling['judges'];

/** The order in which verdicts count: one veto is enough, and one that could not tell lets nothing be accepted. */
const BY_WEIGHT: JudgeVerdict[] = ['veto', 'undecided', 'accept'];

/** What several judges come to together. */
export function foldAnswers(mode: JudgeMode, judges: JudgedBy): Ruling {
  if (judges.length === 0) {
    return {
      mode,
      verdict: 'undecided',
      reasons: ['No judge is installed.'],
      judges,
    };
  }
  const verdict = BY_WEIGHT.find(candidate =>
    judges.some(each => each.verdict === candidate),
  )!;
  return {
    mode,
    verdict,
    reasons:
      verdict === 'accept'
        ? []
        : judges
            .filter(each => each.verdict === verdict)
            .flatMap(({ reasons }) => reasons),
    judges,
  };
}
