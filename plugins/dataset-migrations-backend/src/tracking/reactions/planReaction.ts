import type {
  MigrationState,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { ReactionPolicy } from './ReactionPolicy';

export interface ReactionFacts {
  policy: ReactionPolicy;
  state: TargetState;
  migrationState: MigrationState;
  /** Whether the pull request is open, and that of the target as it is now. */
  isCurrent: boolean;
  /** Whether the migration has a coding agent that is installed. */
  hasAgent: boolean;
  /** Whether people have called agents off. */
  stopped: boolean;
  /** Whether the branch holds commits that are not Skein's. */
  humanCommits: boolean;
  /** Rounds of this kind so far. */
  rounds: number;
}

export type ReactionPlan =
  | { kind: 'react'; round: number }
  /** The branch belongs to people: they are told so once. */
  | { kind: 'handsOff' }
  /** It may be done when something else has ended. */
  | { kind: 'later'; because: string }
  | { kind: 'drop'; because: string };

const UNDERWAY: readonly TargetState[] = [
  'queued',
  'running',
  'proposed',
  'publishing',
];

/** Whether what was said about a pull request goes to an agent. Looks at nothing but its argument. */
export function planReaction(facts: ReactionFacts): ReactionPlan {
  const { policy, state, rounds } = facts;
  if (!policy.enabled || policy.rounds === 0) {
    return { kind: 'drop', because: 'Agents answer nothing here' };
  }
  if (!facts.hasAgent) {
    return { kind: 'drop', because: 'No coding agent is there to answer' };
  }
  if (!facts.isCurrent) {
    return { kind: 'drop', because: 'The pull request is over' };
  }
  if (facts.stopped) {
    return { kind: 'drop', because: 'Somebody has called agents off' };
  }
  if (rounds >= policy.rounds) {
    return {
      kind: 'drop',
      because: `It had ${
        policy.rounds === 1 ? '1 round' : `${policy.rounds} rounds`
      } already, and the rest is for people`,
    };
  }
  if (facts.humanCommits) {
    return { kind: 'handsOff' };
  }
  if (UNDERWAY.includes(state)) {
    return { kind: 'later', because: 'Its patch is being made anew' };
  }
  if (state === 'snoozed') {
    return { kind: 'later', because: 'Its team has put it off' };
  }
  if (state !== 'prOpen') {
    return { kind: 'drop', because: `Its target is ${state} by now` };
  }
  return facts.migrationState === 'running'
    ? { kind: 'react', round: rounds + 1 }
    : { kind: 'later', because: `Its migration is ${facts.migrationState}` };
}
