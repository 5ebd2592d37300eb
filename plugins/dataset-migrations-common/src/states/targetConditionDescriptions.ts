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
    line: 'Nobody is asked to review the pull request; ask somebody of the owning team.',
  },
  checksFailing: {
    label: 'Checks fail',
    tone: 'bad',
    icon: 'RiErrorWarningLine',
    line: 'A check of the code host fails on the pull request.',
  },
  changesRequested: {
    label: 'Changes requested',
    tone: 'warn',
    icon: 'RiFileEditLine',
    line: 'A reviewer asks for changes.',
  },
  conflict: {
    label: 'Conflict',
    tone: 'warn',
    icon: 'RiGitBranchLine',
    line: 'The pull request does not merge cleanly with its base branch.',
  },
  belowEvidence: {
    label: 'Too little proved',
    tone: 'warn',
    icon: 'RiShieldLine',
    line: 'The evidence is below the level that the migration asks for.',
  },
  decisionNeeded: {
    label: 'Decision needed',
    tone: 'warn',
    icon: 'RiScales3Line',
    line: 'Code reads a field for which no rule is right for everyone; the team decides.',
  },
  noOwner: {
    label: 'No owner',
    tone: 'warn',
    icon: 'RiUserForbidLine',
    line: 'Neither the catalog nor CODEOWNERS says whose code this is.',
  },
  humanCommits: {
    label: 'Commits by a human',
    tone: 'info',
    icon: 'RiGitCommitLine',
    line: 'Somebody pushed to the branch; Skein leaves it alone from now on.',
  },
  retrying: {
    label: 'Trying again',
    tone: 'warn',
    icon: 'RiRefreshLine',
    line: 'The last attempt failed; the next one is due.',
  },
} as const satisfies Record<TargetCondition, StateDescription>;
