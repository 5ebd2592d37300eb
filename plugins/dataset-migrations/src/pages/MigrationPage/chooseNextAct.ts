import type {
  Migration,
  MigrationAction,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { secondPersonStand } from '../../api/secondPersonStand';
import { summarizeTargets } from '../../api/summarizeTargets';

/** Acts that go on; to change, to hand over, to cancel and to undo are never the next step. */
export type ForwardAct = Exclude<
  MigrationAction,
  'update' | 'configure' | AskingAct
>;

/** Acts that ask before they are done. */
export type AskingAct = 'transfer' | 'cancel' | 'revert';

/** What a migration's page offers: one next act, and the rest in a menu. */
export interface OfferedActs {
  next: ForwardAct | undefined;
  others: (ForwardAct | AskingAct)[];
}

const MENU_ORDER = [
  'plan',
  'preview',
  'start',
  'pause',
  'resume',
  'transfer',
  'cancel',
  'revert',
] as const satisfies readonly MigrationAction[];

/** Chooses the one primary act: look before you start, start before you pause. */
export function chooseNextAct(migration: Migration): OfferedActs {
  // to ask a second time changes nothing
  const waits = secondPersonStand(migration) === 'waits';
  const may = (act: MigrationAction) =>
    migration.allowed.includes(act) &&
    !(waits && (act === 'start' || act === 'resume'));
  const wasPreviewed = summarizeTargets(migration).isAttempted;
  const order: ForwardAct[] = wasPreviewed
    ? ['start', 'preview', 'resume', 'pause', 'plan']
    : ['preview', 'start', 'resume', 'pause', 'plan'];
  // what would come next is somebody else's to do
  const next =
    migration.previewing || waits
      ? undefined
      : order.find(
          act => may(act) && (act !== 'preview' || migration.targetCount > 0),
        );
  return {
    next,
    others: MENU_ORDER.filter(act => act !== next && may(act)),
  };
}
