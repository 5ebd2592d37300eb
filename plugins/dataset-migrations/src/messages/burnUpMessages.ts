/** How a migration went so far, as a picture and as a table. */
export const burnUpMessages = {
  title: 'Burn-up',
  caption: '{{merged}} of {{inScope}} in scope merged, {{opened}} opened.',
  letOff_one: '{{count}} target more needs no change or was let off.',
  letOff_other: '{{count}} targets more need no change or were let off.',
  chart:
    'Targets in scope, opened and merged over time. Arrow keys go through the points.',
  at: '{{time}}: {{merged}} merged, {{opened}} opened, {{inScope}} in scope',
  inScope: 'in scope',
  opened: 'opened',
  merged: 'merged',
  forecast: 'forecast, eight times in ten',
  deadline: 'deadline',
  now: 'now',
  table: 'As a table',
  columnTime: 'Time',
  notPlanned: 'It begins with the plan.',
  columnInScope: 'In scope',
  columnOpened: 'Opened',
  columnMerged: 'Merged',
} as const;
