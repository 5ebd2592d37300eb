import { budgetsHold } from './budgetsHold.mjs';
import { capsHold } from './capsHold.mjs';
import { everythingSettles } from './everythingSettles.mjs';
import { historyTellsState } from './historyTellsState.mjs';
import { humanCommitsStay } from './humanCommitsStay.mjs';
import { nothingLeftOver } from './nothingLeftOver.mjs';
import { noToken } from './noToken.mjs';
import { oneLease } from './oneLease.mjs';
import { onePullRequest } from './onePullRequest.mjs';
import { settledHasPullRequest } from './settledHasPullRequest.mjs';
import { staleWritesNothing } from './staleWritesNothing.mjs';
import { stoppedStaysStopped } from './stoppedStaysStopped.mjs';
import { wavesWait } from './wavesWait.mjs';
import { webhooksCountOnce } from './webhooksCountOnce.mjs';

/**
 * What has to hold after any run. Each looks at plain evidence and gives what it looked at and each violation as a sentence, or why
 * it could not be checked; those that are live also hold at any moment of the run.
 */
export const INVARIANTS = [
  onePullRequest,
  settledHasPullRequest,
  staleWritesNothing,
  oneLease,
  capsHold,
  everythingSettles,
  stoppedStaysStopped,
  wavesWait,
  budgetsHold,
  historyTellsState,
  noToken,
  nothingLeftOver,
  webhooksCountOnce,
  humanCommitsStay,
];
