import type {
  AttentionItem,
  AttentionKind,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** What a person goes to do, by the name of its text. */
export type AttentionActText =
  | 'attention.seeWaves'
  | 'attention.seeTargets'
  | 'attention.seeConsumers'
  | 'attention.seeBudget'
  | 'attention.seeReaders'
  | 'attention.seeMigration';

/** Where on a migration's page something can be done about it. */
export interface AttentionPlace {
  /** Query of the page's address. */
  query: Record<string, string>;
  act: AttentionActText;
}

const UNSETTLED = [
  'needsHuman',
  'pending',
  'prOpen',
  'proposed',
  'publishing',
  'queued',
  'running',
  'snoozed',
  'takenOver',
].join(',');

/** Leads to where something can be done; a list of targets is filtered so that it adds up to the number that was shown. */
export function attentionPlace(item: AttentionItem): AttentionPlace {
  const targets = (query: Record<string, string>): AttentionPlace => ({
    query: { tab: 'targets', ...query },
    act: 'attention.seeTargets',
  });
  const waves: AttentionPlace = {
    query: { tab: 'waves' },
    act: 'attention.seeWaves',
  };
  const places: Record<AttentionKind, AttentionPlace> = {
    waveHalted: waves,
    waveApproval: waves,
    paused: { query: {}, act: 'attention.seeMigration' },
    deadlinePassed: targets({ state: UNSETTLED }),
    deadlineNear: targets({ state: UNSETTLED }),
    budgetUsedUp: { query: { tab: 'contract' }, act: 'attention.seeBudget' },
    failed: targets({
      state: 'failed',
      ...(item.failureClass && { failureClass: item.failureClass }),
    }),
    needsHuman: targets({ state: 'needsHuman' }),
    checksFailing: targets({ state: 'prOpen', condition: 'checksFailing' }),
    noReviewer: targets({ state: 'prOpen', condition: 'noReviewer' }),
    decisionNeeded: targets({ state: 'prOpen', condition: 'decisionNeeded' }),
    changesRequested: targets({
      state: 'prOpen',
      condition: 'changesRequested',
    }),
    conflict: targets({ state: 'prOpen', condition: 'conflict' }),
    undeclared: {
      query: { tab: 'consumers', undecided: 'true' },
      act: 'attention.seeConsumers',
    },
    readersLeft: { query: {}, act: 'attention.seeReaders' },
  };
  return places[item.kind];
}
