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
    line: 'Its wave has not opened yet.',
  },
  queued: {
    label: 'In the queue',
    tone: 'neutral',
    icon: 'RiStackLine',
    line: 'Waits for a free worker.',
  },
  running: {
    label: 'Agent at work',
    tone: 'info',
    icon: 'RiLoader4Line',
    line: 'An agent works on the checkout; nothing is published.',
  },
  proposed: {
    label: 'Patch ready',
    tone: 'info',
    icon: 'RiFileEditLine',
    line: 'The patch is verified, and not published.',
  },
  publishing: {
    label: 'Opening pull request',
    tone: 'info',
    icon: 'RiUploadCloud2Line',
    line: 'The branch is pushed, then the pull request is opened.',
  },
  prOpen: {
    label: 'Pull request open',
    tone: 'info',
    icon: 'RiGitPullRequestLine',
    line: 'Waits for checks and for a review by the team.',
  },
  needsHuman: {
    label: 'Needs a human',
    tone: 'warn',
    icon: 'RiHand',
    line: 'Skein stopped here; somebody has to decide or mend.',
  },
  snoozed: {
    label: 'Snoozed',
    tone: 'neutral',
    icon: 'RiZzzLine',
    line: 'The team asked to be left alone for a while.',
  },
  takenOver: {
    label: 'Team does it',
    tone: 'info',
    icon: 'RiToolsLine',
    line: 'The team moves it by hand.',
  },
  merged: {
    label: 'Merged',
    tone: 'good',
    icon: 'RiGitMergeLine',
    line: 'The pull request is merged.',
  },
  noChanges: {
    label: 'Nothing to change',
    tone: 'good',
    icon: 'RiEqualLine',
    line: 'No reference to the old dataset was found.',
  },
  exempted: {
    label: 'Exempted',
    tone: 'neutral',
    icon: 'RiShieldCheckLine',
    line: 'The dataset owner allowed it to stay.',
  },
  notAConsumer: {
    label: 'Not a consumer',
    tone: 'neutral',
    icon: 'RiUserUnfollowLine',
    line: 'The catalog was wrong; it does not read the dataset.',
  },
  closed: {
    label: 'Closed without merge',
    tone: 'warn',
    icon: 'RiGitClosePullRequestLine',
    line: 'Somebody closed the pull request; it is not opened again by itself.',
  },
  failed: {
    label: 'Failed',
    tone: 'bad',
    icon: 'RiCloseCircleLine',
    line: 'Every try ended with an error.',
  },
  cancelled: {
    label: 'Cancelled',
    tone: 'neutral',
    icon: 'RiForbid2Line',
    line: 'Ended with the migration.',
  },
  reverted: {
    label: 'Reverted',
    tone: 'warn',
    icon: 'RiArrowGoBackLine',
    line: 'It was merged, and the merge was taken back.',
  },
} as const satisfies Record<TargetState, StateDescription>;
