/** Who reads the dataset, and how that was found. */
export const consumersMessages = {
  caption: 'Consumers',
  empty:
    'Nothing in the catalog reads this dataset, and no code was found that does.',
  notPlanned: 'Consumers are found when you plan.',
  columnName: 'Consumer',
  columnOwner: 'Owner',
  columnRepository: 'Repository',
  columnHops: 'Hops',
  columnEvidence: 'Found by',
  columnOutcome: 'Outcome',
  undeclared: 'not in the catalog',
  included: 'in',
  seeTarget: 'See the target',
  direct: '1, reads it itself',
  hops: '{{hops}}, through others',
  takeIn_one: 'Take in {{count, number}} undeclared consumer',
  takeIn_other: 'Take in {{count, number}} undeclared consumers',
  takeInHelp:
    'Code was found that reads the dataset, but no catalog entity says so.',
  planWith: 'Plan with them',
  findings: 'What discovery could not use',
  noRepository: 'No repository',
  danglingRelation: 'Dangling relation',
  cycle: 'Cycle',
  sourceFailed: 'A source failed',
  undeclaredFinding: 'Not in the catalog',
} as const;
