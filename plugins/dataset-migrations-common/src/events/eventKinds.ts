import type { EventKind } from '../schema/types.generated';

/**
 * What can happen, and be sent.
 * @public
 */
export const EVENT_KINDS = [
  'approvalGiven',
  'approvalRequested',
  'approvalWithdrawn',
  'autoMerging',
  'calendarChanged',
  'closedNeedless',
  'codeHostRefused',
  'commandAnswered',
  'commented',
  'conditionsChanged',
  'decisionEnded',
  'decisionMade',
  'duplicateFound',
  'entityNoted',
  'jobEnded',
  'learnedRuleDecided',
  'migrationChanged',
  'migrationCreated',
  'migrationMoved',
  'migrationPlanned',
  'migrationPreviewed',
  'ownersChanged',
  'publicationPostponed',
  'reactionAnswered',
  'reminded',
  'revertMoved',
  'revertRequested',
  'targetJoined',
  'targetMoved',
  'waveApproved',
  'waveChanged',
  'waveMoved',
] as const satisfies readonly EventKind[];
