import type {
  Fleet,
  JudgeVerdict,
  VerdictOutcomes,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { VerdictOutcomeCount } from '../../database/operations/judging/countVerdictOutcomes';
import type { JudgePolicy } from '../../judging/JudgePolicy';

/** In the order in which they are shown. */
const VERDICTS: JudgeVerdict[] = ['accept', 'veto', 'undecided'];

/** The judges of the fleet, and what came of their verdicts. */
export function toFleetJudges(facts: {
  judgeIds: readonly string[];
  policy: JudgePolicy;
  counts: VerdictOutcomeCount[];
}): NonNullable<Fleet['judges']> {
  const { judgeIds, policy, counts } = facts;
  return {
    installed: [...judgeIds],
    mode: policy.mode,
    outcomes: VERDICTS.flatMap(verdict => {
      const own = counts.filter(each => each.verdict === verdict);
      return own.length > 0 ? [toOutcomes(verdict, own)] : [];
    }),
  };
}

function toOutcomes(
  verdict: JudgeVerdict,
  counts: VerdictOutcomeCount[],
): VerdictOutcomes {
  const of = (outcome: VerdictOutcomeCount['outcome']) =>
    Number(counts.find(each => each.outcome === outcome)?.count ?? 0);
  return {
    verdict,
    judged: counts.reduce((sum, { count }) => sum + Number(count), 0),
    unpublished: of('unpublished'),
    open: of('open'),
    merged: of('merged'),
    edited: of('edited'),
    closed: of('closed'),
    reverted: of('reverted'),
  };
}
