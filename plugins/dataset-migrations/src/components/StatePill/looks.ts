import {
  RiArrowGoBackLine,
  RiCheckDoubleLine,
  RiCloseCircleLine,
  RiDraftLine,
  RiEqualLine,
  RiErrorWarningLine,
  RiFileEditLine,
  RiFlag2Line,
  RiForbid2Line,
  RiGitBranchLine,
  RiGitClosePullRequestLine,
  RiGitCommitLine,
  RiGitMergeLine,
  RiGitPullRequestLine,
  RiHand,
  RiHourglassLine,
  RiLoader4Line,
  RiPauseCircleLine,
  RiPlayCircleLine,
  RiRefreshLine,
  RiRoadMapLine,
  RiScales3Line,
  RiShieldCheckLine,
  RiShieldLine,
  RiStackLine,
  RiToolsLine,
  RiUploadCloud2Line,
  RiUserAddLine,
  RiUserForbidLine,
  RiUserUnfollowLine,
  RiZzzLine,
} from '@remixicon/react';
import type { RemixiconComponentType } from '@remixicon/react';
import type {
  MigrationState,
  TargetCondition,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Tone } from '../Pill';

/** How something looks beside its words. */
export interface Look {
  tone: Tone;
  Icon: RemixiconComponentType;
}

export const MIGRATION_LOOKS: Record<MigrationState, Look> = {
  draft: { tone: 'neutral', Icon: RiDraftLine },
  planned: { tone: 'info', Icon: RiRoadMapLine },
  running: { tone: 'info', Icon: RiPlayCircleLine },
  paused: { tone: 'warn', Icon: RiPauseCircleLine },
  completing: { tone: 'info', Icon: RiFlag2Line },
  completed: { tone: 'good', Icon: RiCheckDoubleLine },
  cancelled: { tone: 'neutral', Icon: RiForbid2Line },
};

export const TARGET_LOOKS: Record<TargetState, Look> = {
  pending: { tone: 'neutral', Icon: RiHourglassLine },
  queued: { tone: 'neutral', Icon: RiStackLine },
  running: { tone: 'info', Icon: RiLoader4Line },
  proposed: { tone: 'info', Icon: RiFileEditLine },
  publishing: { tone: 'info', Icon: RiUploadCloud2Line },
  prOpen: { tone: 'info', Icon: RiGitPullRequestLine },
  merged: { tone: 'good', Icon: RiGitMergeLine },
  needsHuman: { tone: 'warn', Icon: RiHand },
  snoozed: { tone: 'neutral', Icon: RiZzzLine },
  takenOver: { tone: 'info', Icon: RiToolsLine },
  noChanges: { tone: 'good', Icon: RiEqualLine },
  exempted: { tone: 'neutral', Icon: RiShieldCheckLine },
  notAConsumer: { tone: 'neutral', Icon: RiUserUnfollowLine },
  closed: { tone: 'warn', Icon: RiGitClosePullRequestLine },
  failed: { tone: 'bad', Icon: RiCloseCircleLine },
  cancelled: { tone: 'neutral', Icon: RiForbid2Line },
  reverted: { tone: 'warn', Icon: RiArrowGoBackLine },
};

export const CONDITION_LOOKS: Record<TargetCondition, Look> = {
  noReviewer: { tone: 'warn', Icon: RiUserAddLine },
  checksFailing: { tone: 'bad', Icon: RiErrorWarningLine },
  changesRequested: { tone: 'warn', Icon: RiFileEditLine },
  conflict: { tone: 'bad', Icon: RiGitBranchLine },
  belowEvidence: { tone: 'warn', Icon: RiShieldLine },
  decisionNeeded: { tone: 'warn', Icon: RiScales3Line },
  noOwner: { tone: 'warn', Icon: RiUserForbidLine },
  humanCommits: { tone: 'neutral', Icon: RiGitCommitLine },
  // A try that failed is no bad news while there are tries left.
  retrying: { tone: 'warn', Icon: RiRefreshLine },
};
