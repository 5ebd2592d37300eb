import type { AgentVerification } from '@skein/backstage-plugin-dataset-migrations-node';

export interface RoundFacts {
  /** How often the agent has been asked, from 1. */
  round: number;
  maxRounds: number;
  verification: AgentVerification;
  /** Of the round before. */
  previous?: AgentVerification;
}

export type NextStep =
  | { kind: 'finish' }
  | { kind: 'followUp'; findings: string }
  | { kind: 'giveUp'; reason: string };

function firstLine(text: string): string {
  return text.split('\n')[0].slice(0, 300);
}

/** What happens after the verifiers have looked at the work of a round. */
export function decideNextStep(facts: RoundFacts): NextStep {
  const { round, maxRounds, verification, previous } = facts;
  if (verification.passed) {
    return { kind: 'finish' };
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
