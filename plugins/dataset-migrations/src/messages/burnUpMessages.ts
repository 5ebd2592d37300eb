/** How a migration went so far, as a picture and as a table. */
export const burnUpMessages = {
  title: 'Burn-up',
  caption:
    '{{merged, number}} of {{inScope, number}} in scope merged, {{opened, number}} opened.',
  letOff_one: '{{count, number}} target more needs no change or was let off.',
  letOff_other:
    '{{count, number}} targets more need no change or were let off.',
  chart:
    'Targets in scope, opened and merged over time. Arrow keys go through the points.',
  at: '{{time}}: {{merged, number}} merged, {{opened, number}} opened, {{inScope, number}} in scope',
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
