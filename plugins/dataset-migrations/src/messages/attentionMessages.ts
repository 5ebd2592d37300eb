/** What needs a person, and what to do about it. */
export const attentionMessages = {
  title: 'Needs attention',
  nothing: 'Nothing needs you.',
  nothingAnywhere:
    'Nothing needs anybody: no migration that is under way is stuck.',
  all: 'Show all {{total, number}}',
  fewer: 'Show the first {{shown}}',
  more_one: '{{count, number}} more is not listed.',
  more_other: '{{count, number}} more are not listed.',
  since: 'began',
  waveHalted: 'Wave {{wave}}, {{title}}, is halted',
  waveApproval: 'Wave {{wave}}, {{title}}, waits for your approval',
  paused_one: 'Paused, with {{count, number}} target to go',
  paused_other: 'Paused, with {{count, number}} targets to go',
  deadlinePassed_one:
    '{{count, number}} target is left, and {{date}} has passed',
  deadlinePassed_other:
    '{{count, number}} targets are left, and {{date}} has passed',
  deadlineNear_one: '{{count, number}} target is left until {{date}}',
  deadlineNear_other: '{{count, number}} targets are left until {{date}}',
  budgetUsedUp: 'The budget for models is used up',
  failed_one: '{{count, number}} target failed',
  failed_other: '{{count, number}} targets failed',
  failedPermanent_one: '{{count, number}} target failed for good',
  failedPermanent_other: '{{count, number}} targets failed for good',
  failedAgent_one: 'The agent failed on {{count, number}} target',
  failedAgent_other: 'The agent failed on {{count, number}} targets',
  failedInfrastructure_one: 'The surroundings failed {{count, number}} target',
  failedInfrastructure_other:
    'The surroundings failed {{count, number}} targets',
  failedRate_one: 'A limit of somebody else stopped {{count, number}} target',
  failedRate_other:
    'A limit of somebody else stopped {{count, number}} targets',
  needsHuman_one: '{{count, number}} target needs a person',
  needsHuman_other: '{{count, number}} targets need a person',
  checksFailing_one: 'Checks fail on {{count, number}} pull request',
  checksFailing_other: 'Checks fail on {{count, number}} pull requests',
  noReviewer_one: '{{count, number}} pull request has no reviewer',
  noReviewer_other: '{{count, number}} pull requests have no reviewer',
  decisionNeeded_one:
    '{{count, number}} pull request waits for a decision in its code',
  decisionNeeded_other:
    '{{count, number}} pull requests wait for a decision in their code',
  changesRequested_one:
    'Changes are requested on {{count, number}} pull request',
  changesRequested_other:
    'Changes are requested on {{count, number}} pull requests',
  conflict_one: '{{count, number}} pull request has a conflict',
  conflict_other: '{{count, number}} pull requests have conflicts',
  undeclared_one:
    '{{count, number}} reader is not in the catalog, and not taken in',
  undeclared_other:
    '{{count, number}} readers are not in the catalog, and not taken in',
  readersLeft_one: '{{count, number}} repository still reads the old dataset',
  readersLeft_other:
    '{{count, number}} repositories still read the old dataset',
  seeWaves: 'See the waves',
  seeTargets: 'See them',
  seeConsumers: 'Decide',
  seeBudget: 'Change the budget',
  seeReaders: 'See the readers',
  seeMigration: 'Open',
  seeLabel: '{{act}}: {{what}}',
} as const;
