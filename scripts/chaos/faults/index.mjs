import { codeHostDown } from './codeHostDown.mjs';
import { crashAtPoint } from './crashAtPoint.mjs';
import { crashDatabase } from './crashDatabase.mjs';
import { doubleWebhooks } from './doubleWebhooks.mjs';
import { dropConnections } from './dropConnections.mjs';
import { fillDisk } from './fillDisk.mjs';
import { forgeWebhooks } from './forgeWebhooks.mjs';
import { jumpClock } from './jumpClock.mjs';
import { killReplica } from './killReplica.mjs';
import { limitSecondary } from './limitSecondary.mjs';
import { limitSilently } from './limitSilently.mjs';
import { loseAnswers } from './loseAnswers.mjs';
import { loseWebhooks } from './loseWebhooks.mjs';
import { pauseAtPoint } from './pauseAtPoint.mjs';
import { pauseMigration } from './pauseMigration.mjs';
import { pauseReplica } from './pauseReplica.mjs';
import { reorderWebhooks } from './reorderWebhooks.mjs';
import { stopFleet } from './stopFleet.mjs';

/**
 * Everything that the nemesis can do. A fault plans its parameters from the seed, names the resources that only one fault
 * at a time may play on, and acts on the world; what its act gives is a remark for the log.
 */
export const FAULTS = {
  codeHostDown,
  crashAtPoint,
  crashDatabase,
  doubleWebhooks,
  dropConnections,
  fillDisk,
  forgeWebhooks,
  jumpClock,
  killReplica,
  limitSecondary,
  limitSilently,
  loseAnswers,
  loseWebhooks,
  pauseAtPoint,
  pauseMigration,
  pauseReplica,
  reorderWebhooks,
  stopFleet,
};
