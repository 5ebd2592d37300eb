import type {
  AgentRuling,
  AgentVerification,
} from '@skein/backstage-plugin-dataset-migrations-node';

export interface RoundFacts {
  /** How often the agent has been asked, from 1. */
  round: number;
  maxRounds: number;
  verification: AgentVerification;
  /** What judges said; absent when they were not asked. */
  ruling?: AgentRuling;
  /** Of the round before. */
  previous?: AgentVerification;
}

export type NextStep =
  | { kind: 'finish' }
  | { kind: 'followUp'; findings: string }
  | { kind: 'mendObjections'; reasons: string }
  | { kind: 'giveUp'; reason: string };

function firstLine(text: string): string {
  return text.split('\n')[0].slice(0, 300);
}

/** Whether it is worth it to ask judges: only what the verifiers let through comes before them, and while there is a round left. */
export function isWorthJudging({
  round,
  maxRounds,
  verification,
}: RoundFacts): boolean {
  return verification.passed && round < maxRounds;
}

/**
 * What happens after the verifiers, and where they let it through the judges, have looked at the work of a round. A veto that
 * stands in the last round is not the end of the agent: the backend asks the judges again and decides.
 */
export function decideNextStep(facts: RoundFacts): NextStep {
  const { round, maxRounds, verification, ruling, previous } = facts;
  if (verification.passed) {
    return ruling?.vetoed && round < maxRounds
      ? { kind: 'mendObjections', reasons: ruling.reasons }
      : { kind: 'finish' };
  }
  const { findings } = verification;
  if (previous?.findings === findings) {
    return {
      kind: 'giveUp',
      reason: `The agent made no progress in round ${round}: ${firstLine(
        findings,
      )}`,
    };
  }
  if (round >= maxRounds) {
    return {
      kind: 'giveUp',
      reason: `The verifiers do not pass after ${round} ${
        round === 1 ? 'round' : 'rounds'
      }: ${firstLine(findings)}`,
    };
  }
  return { kind: 'followUp', findings };
}
