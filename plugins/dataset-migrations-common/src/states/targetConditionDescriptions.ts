import type { TargetCondition } from '../schema/types.generated';
import type { StateDescription } from './StateDescription';

/**
 * How each condition of a target is shown. A condition stands beside the state and never replaces it.
 * @public
 */
export const TARGET_CONDITION_DESCRIPTIONS = {
  noReviewer: {
    label: 'No reviewer',
    tone: 'warn',
    icon: 'RiUserAddLine',
  },
  checksFailing: {
    label: 'Checks fail',
    tone: 'bad',
    icon: 'RiErrorWarningLine',
  },
  changesRequested: {
    label: 'Changes requested',
    tone: 'warn',
    icon: 'RiFileEditLine',
  },
  conflict: {
    label: 'Conflict',
    tone: 'warn',
    icon: 'RiGitBranchLine',
  },
  belowEvidence: {
    label: 'Too little proved',
    tone: 'warn',
    icon: 'RiShieldLine',
  },
  decisionNeeded: {
    label: 'Decision needed',
    tone: 'warn',
    icon: 'RiScales3Line',
  },
  noOwner: {
    label: 'No owner',
    tone: 'warn',
    icon: 'RiUserForbidLine',
  },
  humanCommits: {
    label: 'Commits by a human',
    tone: 'info',
    icon: 'RiGitCommitLine',
  },
  agentsStopped: {
    label: 'Agents stopped',
    tone: 'info',
    icon: 'RiForbid2Line',
  },
  retrying: {
    label: 'Trying again',
    tone: 'warn',
    icon: 'RiRefreshLine',
  },
  accepted: {
    label: 'Accepted',
    tone: 'good',
    icon: 'RiThumbUpLine',
  },
  ownerDisputed: {
    label: 'Not theirs, they say',
    tone: 'warn',
    icon: 'RiUserSearchLine',
  },
  exceptionAsked: {
    label: 'Exception asked for',
    tone: 'warn',
    icon: 'RiShieldCheckLine',
  },
} as const satisfies Record<TargetCondition, StateDescription>;
