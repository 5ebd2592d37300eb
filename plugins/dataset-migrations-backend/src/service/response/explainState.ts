import { parseEntityRef } from '@backstage/catalog-model';
import type {
  Decision,
  EvidenceLevel,
  MigrationState,
  RevertState,
  TargetCondition,
  TargetState,
  WaveState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { explainDecision } from './explainDecision';

export interface StateFacts {
  state: TargetState;
  conditions: readonly TargetCondition[];
  /** Who owns the code. */
  ownerRef?: string;
  migrationState: MigrationState;
  previewing: boolean;
  requiredLevel: EvidenceLevel;
  /** How far undoing it is, where somebody has asked for that. */
  revert?: RevertState;
  wave?: { number: number; state: WaveState };
  /** Set while it waits for what it reads. */
  upstreamWait?: { count: number; firstKey: string };
  /** When its calendar opens; empty while that is open. */
  window?: { opensAt?: string; reason?: string };
  /** What was said about it and stands. */
  decision?: Decision;
}

/** What happens next to a target, and who acts. */
export function explainState(facts: StateFacts): string {
  const next = explainWay(facts);
  const beside = explainDecision(facts.decision);
  return beside === undefined ? next : `${beside} ${next}`;
}

function explainWay(facts: StateFacts): string {
  const { state, migrationState, previewing } = facts;
  const team = facts.ownerRef
    ? parseEntityRef(facts.ownerRef).name
    : 'Whoever owns the repository';
  const isPlanned = migrationState === 'draft' || migrationState === 'planned';
  if (state === 'merged' && facts.revert) {
    return explainRevert(facts.revert, team);
  }
  if (migrationState === 'cancelled' && state !== 'prOpen') {
    return 'Nothing: the migration is cancelled.';
  }
  switch (state) {
    case 'pending':
      return isPlanned
        ? 'The dataset owner previews or starts the migration.'
        : explainWait(facts) ?? 'It is released with its wave.';
    case 'queued':
      if (migrationState === 'paused') {
        return 'The dataset owner resumes the migration.';
      }
      if (isPlanned && !previewing) {
        return 'The dataset owner previews or starts the migration.';
      }
      return facts.conditions.includes('retrying')
        ? 'An agent tries again after a while.'
        : 'An agent takes it as soon as one is free.';
    case 'running':
      return 'The agent ends, and verifiers look at its patch.';
    case 'proposed':
      return isPlanned
        ? 'The dataset owner looks at the diff and starts the migration.'
        : explainWait(facts) ?? 'The pull request is opened.';
    case 'publishing':
      return migrationState === 'paused'
        ? 'The dataset owner resumes the migration.'
        : explainWindow(facts) ??
            'The branch is pushed and the pull request opened.';
    case 'prOpen':
      return explainOpenPullRequest(facts, team);
    case 'needsHuman':
      return facts.conditions.includes('belowEvidence')
        ? `${team} checks the patch: it is proved to less than ${facts.requiredLevel}. Then retry, or decide.`
        : `${team} changes the places listed here by hand and presses Retry, or decides.`;
    case 'snoozed':
      return facts.decision?.until
        ? `It goes on by itself on ${facts.decision.until} (${facts.decision.timeZone}), or when somebody wakes it up.`
        : 'It goes on when somebody wakes it up.';
    case 'takenOver':
      return facts.decision?.until
        ? `${team} moves it by hand, means to be done by ${facts.decision.until}, and hands it back to be checked.`
        : `${team} moves it by hand and hands it back to be checked.`;
    case 'exempted':
      return facts.decision?.until
        ? `It is open again on ${facts.decision.until} (${facts.decision.timeZone}), when the exception ends.`
        : 'Nothing: it is settled.';
    case 'closed':
      return 'Nothing by itself; Retry opens another pull request.';
    case 'failed':
      return 'Nothing by itself; somebody mends the cause and presses Retry.';
    case 'reverted':
      return 'Nothing by itself; Retry proposes the change again, and an exception lets it read on.';
    case 'merged':
    case 'noChanges':
    case 'notAConsumer':
    case 'cancelled':
    default:
      return 'Nothing: it is settled.';
  }
}

function explainOpenPullRequest(facts: StateFacts, team: string): string {
  const { conditions } = facts;
  if (conditions.includes('decisionNeeded')) {
    return `${team} decides the marked places in the pull request, then merges it.`;
  }
  if (conditions.includes('changesRequested')) {
    return `${team} asked for changes; somebody makes them on the branch.`;
  }
  if (conditions.includes('agentsStopped')) {
    return `${team} finishes the pull request: somebody has written /skein stop, and agents leave it alone until Retry.`;
  }
  if (conditions.includes('conflict')) {
    return conditions.includes('humanCommits')
      ? `${team} resolves the conflict with the base branch, since the branch holds commits of people; Skein leaves it alone.`
      : 'Its patch is made anew for the same pull request: by itself a few times a day, at once with Retry.';
  }
  if (conditions.includes('checksFailing')) {
    return `${team} looks at the failing checks.`;
  }
  if (conditions.includes('noReviewer')) {
    return 'Nobody was asked for a review; somebody has to be.';
  }
  return `${team} reviews and merges the pull request.`;
}

/** What holds a target back that would otherwise go on; undefined when nothing does. */
function explainWait(facts: StateFacts): string | undefined {
  const { wave, upstreamWait } = facts;
  if (wave?.state === 'halted') {
    return `Its wave, ${wave.number}, was halted; the dataset owner resumes it or lets it pass.`;
  }
  if (wave?.state === 'pending') {
    return wave.number === 1
      ? 'Its wave opens.'
      : `Its wave, ${wave.number}, opens when wave ${
          wave.number - 1
        } has passed.`;
  }
  if (upstreamWait) {
    const { count, firstKey } = upstreamWait;
    return `It reads what ${firstKey}${
      count > 1 ? ` and ${count - 1} more` : ''
    } writes, and waits until that is settled.`;
  }
  return explainWindow(facts);
}

function explainWindow({ window }: StateFacts): string | undefined {
  return window?.opensAt
    ? `It waits until ${window.opensAt}: ${window.reason}.`
    : undefined;
}

function explainRevert(revert: RevertState, team: string): string {
  switch (revert) {
    case 'waiting':
      return 'A pull request that undoes it is opened.';
    case 'open':
      return `${team} merges the pull request that undoes it, or closes it to keep the change.`;
    case 'needsHuman':
      return `${team} undoes it by hand: others have changed the same places since, or the code host refuses it.`;
    case 'closed':
      return 'Nothing: the pull request that undoes it was closed, so that the change stays.';
    default:
      return 'Nothing: it is settled.';
  }
}
