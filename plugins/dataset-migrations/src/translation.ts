import { createTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EVIDENCE_LEVEL_DESCRIPTIONS,
  MIGRATION_STATE_DESCRIPTIONS,
  TARGET_CONDITION_DESCRIPTIONS,
  TARGET_STATE_DESCRIPTIONS,
  WAVE_STATE_DESCRIPTIONS,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { approvalMessages } from './messages/approvalMessages';
import { auditMessages } from './messages/auditMessages';
import { attentionMessages } from './messages/attentionMessages';
import { bulkMessages } from './messages/bulkMessages';
import { burnUpMessages } from './messages/burnUpMessages';
import { clustersMessages } from './messages/clustersMessages';
import { consumersMessages } from './messages/consumersMessages';
import { contractFormMessages } from './messages/contractFormMessages';
import { decisionMessages } from './messages/decisionMessages';
import { fleetMessages } from './messages/fleetMessages';
import { followedMessages } from './messages/followedMessages';
import { flowMessages } from './messages/flowMessages';
import { graphMessages } from './messages/graphMessages';
import { incomingMessages } from './messages/incomingMessages';
import { keptTextMessages } from './messages/keptTextMessages';
import { learnedMessages } from './messages/learnedMessages';
import { limitsMessages } from './messages/limitsMessages';
import { migrateMessages } from './messages/migrateMessages';
import { migrationMessages } from './messages/migrationMessages';
import { noticesMessages } from './messages/noticesMessages';
import { ownersMessages } from './messages/ownersMessages';
import { readersMessages } from './messages/readersMessages';
import { reportMessages } from './messages/reportMessages';
import { revertMessages } from './messages/revertMessages';
import { subscriptionsMessages } from './messages/subscriptionsMessages';
import { sessionMessages } from './messages/sessionMessages';
import { targetMessages } from './messages/targetMessages';
import { targetsMessages } from './messages/targetsMessages';
import { wavesMessages } from './messages/wavesMessages';
import { wallMessages } from './messages/wallMessages';
import { workMessages } from './messages/workMessages';

/** One text of each row of a table, under the key of the row. */
function textsOf<Row extends string, Text extends string>(
  table: Record<Row, Record<Text, string>>,
  text: Text,
): Record<Row, string> {
  return Object.fromEntries(
    Object.entries<Record<Text, string>>(table).map(([row, texts]) => [
      row,
      texts[text],
    ]),
  ) as Record<Row, string>;
}

/**
 * Every text of the plugin.
 * @public
 */
export const datasetMigrationsTranslationRef = createTranslationRef({
  id: 'plugin.dataset-migrations',
  messages: {
    common: {
      retry: 'Try again',
      cancel: 'Cancel',
      unknownOwner: 'no owner',
      notFound: 'There is nothing here: it was removed, or the link is wrong.',
      notAllowedTitle: 'You may not see this',
      notAllowed:
        '{{message}} Ask the owner of the dataset, or a platform admin.',
      errorTitle: 'Skein did not answer as expected',
      shownAsOf: '{{message}} Shown: state of {{time}}.',
      loading: 'Loading',
      clearFilters: 'Clear filters',
      removeFilter: 'Show all',
      pageLabel: '{{from, number}} to {{to, number}} of {{total, number}}',
      openInNewTab: '(opens in a new tab)',
    },
    migrationState: textsOf(MIGRATION_STATE_DESCRIPTIONS, 'label'),
    migrationLine: {
      ...textsOf(MIGRATION_STATE_DESCRIPTIONS, 'line'),
      previewing:
        'Agents try the change on every target; nothing is published.',
    },
    targetState: textsOf(TARGET_STATE_DESCRIPTIONS, 'label'),
    waveState: textsOf(WAVE_STATE_DESCRIPTIONS, 'label'),
    waveLine: textsOf(WAVE_STATE_DESCRIPTIONS, 'line'),
    condition: textsOf(TARGET_CONDITION_DESCRIPTIONS, 'label'),
    evidence: {
      ...textsOf(EVIDENCE_LEVEL_DESCRIPTIONS, 'name'),
      label: 'Evidence {{level}} of 6, {{name}}; {{required}} required',
      ladder: 'Evidence',
      none: 'Nothing has been checked yet.',
      proved: 'proved',
      failed: 'failed',
      notApplicable: 'not applicable',
      notRun: 'not run',
      required: 'required',
    },
    evidenceSentence: textsOf(EVIDENCE_LEVEL_DESCRIPTIONS, 'sentence'),
    summary: {
      none: 'Not planned yet: consumers are counted when you plan.',
      merged_one: '{{merged, number}} of {{count, number}} target merged',
      merged_other: '{{merged, number}} of {{count, number}} targets merged',
      mergedPart_one: '{{count, number}} merged',
      mergedPart_other: '{{count, number}} merged',
      open_one: '{{count, number}} pull request open',
      open_other: '{{count, number}} pull requests open',
      proposed_one: '{{count, number}} patch ready',
      proposed_other: '{{count, number}} patches ready',
      needsHuman_one: '{{count, number}} needs a human',
      needsHuman_other: '{{count, number}} need a human',
      failed_one: '{{count, number}} failed',
      failed_other: '{{count, number}} failed',
      otherwiseSettled_one: '{{count, number}} settled without a merge',
      otherwiseSettled_other: '{{count, number}} settled without a merge',
      waiting_one: '{{count, number}} waiting',
      waiting_other: '{{count, number}} waiting',
      bar: 'Progress of the targets',
    },
    migrations: {
      caption: 'Migrations',
      new: 'New migration',
      empty: 'No migrations yet. Start from a dataset’s page, or here.',
      emptyFiltered: 'No migration is in one of these states.',
      state: 'State',
      allStates: 'All states',
      columnTitle: 'Migration',
      columnState: 'State',
      columnProgress: 'Progress',
      columnOwner: 'Owner',
      columnDeadline: 'Deadline',
      noDeadline: 'none',
    },
    dataset: {
      title: 'Migrations of this dataset',
      cardTitle: 'Migration',
      migrate: 'Migrate',
      migrateMenu: 'Migrate to another dataset…',
      empty:
        'No migration has been started for this dataset. Consumers are counted when you plan one.',
      open: 'Open',
      replacedBy: 'This dataset is being replaced by {{names}}.',
      replaces: 'This dataset replaces {{names}}.',
      due: 'Due {{date}}',
      mayNotMigrate:
        'You may not start migrations here; a platform admin can grant it.',
    },
    migrate: migrateMessages,
    migration: migrationMessages,
    work: workMessages,
    approval: approvalMessages,
    subscriptions: subscriptionsMessages,
    keptText: keptTextMessages,
    learned: learnedMessages,
    forecast: {
      finish: 'Done between {{early}} and {{late}}, most likely {{likely}}.',
      finishOnDay: 'Done on {{likely}}.',
      unknown: 'No forecast yet: {{reason}}.',
      mayMiss: 'May miss the deadline',
      willMiss: 'Misses the deadline',
      how: 'How this is reckoned',
      range: 'One time in ten it is over earlier, one time in ten later.',
      basedOn_one:
        'Based on {{count, number}} pull request of the last 180 days.',
      basedOn_other:
        'Based on {{count, number}} pull requests of the last 180 days.',
    },
    attention: attentionMessages,
    burnUp: burnUpMessages,
    flow: flowMessages,
    graph: graphMessages,
    report: reportMessages,
    waves: wavesMessages,
    revert: revertMessages,
    readers: readersMessages,
    targets: targetsMessages,
    bulk: bulkMessages,
    consumers: consumersMessages,
    contractForm: contractFormMessages,
    contract: {
      text: 'Contract, version {{version}}',
      save: 'Save as a new version',
      edit: 'Edit',
      editHelp: 'A changed contract needs a new plan.',
      discard: 'Discard',
    },
    followed: followedMessages,
    events: {
      caption: 'Events',
      empty: 'Nothing has happened yet.',
      more: 'Older events',
      newest: 'Newest events',
      move: '{{from}} → {{to}}',
      decisionMade: 'Decision',
      jobEnded: 'An act on many targets is over',
      decisionEnded: 'Decision is over',
      entityNoted: 'Its entity in the catalog',
      ownersChanged: 'Owners changed',
      approvalRequested: 'A second person was asked',
      approvalGiven: 'A second person has approved',
      approvalWithdrawn: 'Withdrawn from the second person',
    },
    session: sessionMessages,
    target: targetMessages,
    decision: decisionMessages,
    diff: {
      none: 'No lines change. The repository already reads the new dataset, or nothing was proved safe to change.',
      waiting: 'There is no patch yet.',
      split: 'Split',
      unified: 'Unified',
      view: 'How the diff is shown',
      added: 'added',
      removed: 'removed',
      fileSummary: '{{added}} added, {{removed}} removed',
      tooMany: 'The first {{shown}} of {{total, number}} files are shown.',
      hidden: 'Invisible characters in this file are shown by their number.',
      unreadable: 'This patch cannot be shown side by side; this is its text.',
      show: 'Show {{file}}, {{lines}} changed lines',
    },
    clusters: clustersMessages,
    notices: noticesMessages,
    owners: ownersMessages,
    incoming: incomingMessages,
    fleet: fleetMessages,
    audit: auditMessages,
    wall: wallMessages,
    limits: limitsMessages,
    models: {
      title: 'Models',
      spent: '{{spent}} of {{budget}} spent or reserved',
      share_one:
        '{{without}} of {{total}} target needed no model ({{percent}} %)',
      share_other:
        '{{without}} of {{total}} targets needed no model ({{percent}} %)',
      noTarget: 'no target was worked on yet',
    },
  },
});
