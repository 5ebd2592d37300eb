import {
  reachesLevel,
  type AutoMergeChoice,
  type FollowUpPolicy,
  type ReactionChoice,
  type StaleChoice,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { AutoMergePolicy } from '../merging/planAutoMerge';
import type { ReactionPolicy } from '../reactions/ReactionPolicy';
import type { StalePolicy } from '../stale/planStale';
import type { FollowUpPolicies } from './FollowUpPolicies';

/** What of a migration's choice is less careful than the configuration allows, a sentence each. Looks at nothing but its arguments. */
export function checkFollowUp(
  configured: FollowUpPolicies,
  { autoMerge, stale, reactions }: FollowUpPolicy,
): string[] {
  return [
    ...(autoMerge ? checkAutoMerge(configured.autoMerge, autoMerge) : []),
    ...(stale ? checkStale(configured.stale, stale) : []),
    ...(reactions ? checkReactions(configured.reactions, reactions) : []),
  ];
}

function checkAutoMerge(
  configured: AutoMergePolicy,
  { enabled, minimumLevel, approvals }: AutoMergeChoice,
): string[] {
  const problems: string[] = [];
  if (enabled && configured.repositories.length === 0) {
    problems.push(
      'followUp.autoMerge.enabled is true, but the configuration names no repository that allows it; leave it out, or ask who runs the platform',
    );
  }
  if (minimumLevel && !reachesLevel(minimumLevel, configured.minimumLevel)) {
    problems.push(
      `followUp.autoMerge.minimumLevel is ${minimumLevel}; give ${configured.minimumLevel} or more`,
    );
  }
  if (approvals !== undefined && approvals < configured.approvals) {
    problems.push(
      `followUp.autoMerge.approvals is ${approvals}; give ${configured.approvals} or more`,
    );
  }
  return problems;
}

function checkStale(
  configured: StalePolicy,
  { remindAfterDays: days, reminders, closeAfterDays }: StaleChoice,
): string[] {
  const problems: string[] = [];
  if (days) {
    if (configured.remindAfterDays === 0) {
      problems.push(
        `followUp.stale.remindAfterDays is ${days}, but the configuration lets nobody be reminded; give 0 or leave it out`,
      );
    } else if (days < configured.remindAfterDays) {
      problems.push(
        `followUp.stale.remindAfterDays is ${days}; give ${configured.remindAfterDays} or more, or 0 for never`,
      );
    }
  }
  if (reminders !== undefined && reminders > configured.reminders) {
    problems.push(
      `followUp.stale.reminders is ${reminders}; give ${configured.reminders} or less`,
    );
  }
  if (typeof closeAfterDays === 'number') {
    if (configured.closeAfterDays === undefined) {
      problems.push(
        `followUp.stale.closeAfterDays is ${closeAfterDays}, but the configuration lets nothing be closed; give null or leave it out`,
      );
    } else if (closeAfterDays < configured.closeAfterDays) {
      problems.push(
        `followUp.stale.closeAfterDays is ${closeAfterDays}; give ${configured.closeAfterDays} or more, or null for never`,
      );
    }
  }
  return problems;
}

function checkReactions(
  configured: ReactionPolicy,
  { enabled, rounds }: ReactionChoice,
): string[] {
  const problems: string[] = [];
  if (enabled && !configured.enabled) {
    problems.push(
      'followUp.reactions.enabled is true, but the configuration lets no agent answer; leave it out, or ask who runs the platform',
    );
  }
  if (rounds !== undefined && rounds > configured.rounds) {
    problems.push(
      `followUp.reactions.rounds is ${rounds}; give ${configured.rounds} or less`,
    );
  }
  return problems;
}
