import type { TargetState } from '../schema/types.generated';
import type { StateDescription } from './StateDescription';

/**
 * How each state of a target is shown.
 * @public
 */
export const TARGET_STATE_DESCRIPTIONS = {
  pending: {
    label: 'Waiting for its wave',
    tone: 'neutral',
    icon: 'RiHourglassLine',
  },
  queued: {
    label: 'In the queue',
    tone: 'neutral',
    icon: 'RiStackLine',
  },
  running: {
    label: 'Agent at work',
    tone: 'info',
    icon: 'RiLoader4Line',
  },
  proposed: {
    label: 'Patch ready',
    tone: 'info',
    icon: 'RiFileEditLine',
  },
  publishing: {
    label: 'Opening pull request',
    tone: 'info',
    icon: 'RiUploadCloud2Line',
  },
  prOpen: {
    label: 'Pull request open',
    tone: 'info',
    icon: 'RiGitPullRequestLine',
  },
  needsHuman: {
    label: 'Needs a human',
    tone: 'warn',
    icon: 'RiHand',
  },
  snoozed: {
    label: 'Snoozed',
    tone: 'neutral',
    icon: 'RiZzzLine',
  },
  takenOver: {
    label: 'Team does it',
    tone: 'info',
    icon: 'RiToolsLine',
  },
  merged: {
    label: 'Merged',
    tone: 'good',
    icon: 'RiGitMergeLine',
  },
  noChanges: {
    label: 'Nothing to change',
    tone: 'good',
    icon: 'RiEqualLine',
  },
  exempted: {
    label: 'Exempted',
    tone: 'neutral',
    icon: 'RiShieldCheckLine',
  },
  notAConsumer: {
    label: 'Not a consumer',
    tone: 'neutral',
    icon: 'RiUserUnfollowLine',
  },
  closed: {
    label: 'Closed without merge',
    tone: 'warn',
    icon: 'RiGitClosePullRequestLine',
  },
  failed: {
    label: 'Failed',
    tone: 'bad',
    icon: 'RiCloseCircleLine',
  },
  cancelled: {
    label: 'Cancelled',
    tone: 'neutral',
    icon: 'RiForbid2Line',
  },
  reverted: {
    label: 'Reverted',
    tone: 'warn',
    icon: 'RiArrowGoBackLine',
  },
} as const satisfies Record<TargetState, StateDescription>;
