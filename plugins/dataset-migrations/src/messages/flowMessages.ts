/** The way from a contract to a started migration. */
export const flowMessages = {
  steps: 'Steps to a started migration',
  what: 'What changes',
  who: 'Who is hit',
  how: 'How',
  preview: 'Preview',
  start: 'Start',
  notYet: '(not yet)',
  done: '(done)',
  saveDraft: 'Save the draft',
  saved: 'The draft is saved. You find it among the migrations.',
  back: 'Back',
  toHow: 'Continue: how',
  toPreview: 'Continue: preview',
  toStart: 'Continue: start',
  whoSentence_one:
    '{{consumers, number}} consumers in {{count, number}} target.',
  whoSentence_other:
    '{{consumers, number}} consumers in {{count, number}} targets.',
  whoNone:
    'Nothing is hit so far: no consumer has a repository that could be changed.',
  previewHelp:
    'Agents try the change on every target. Nothing is published: no branch, no pull request, no notification.',
  previewRun: 'Run preview',
  previewAgain: 'Run preview again',
  previewRuns: 'The preview runs; you can leave and come back.',
  startHelp: 'This is what you start:',
  startWhat: '{{from}} becomes {{to}}, by contract version {{version}}.',
  startWho_one:
    '{{count, number}} target is moved, for {{consumers, number}} consumers.',
  startWho_other:
    '{{count, number}} targets are moved, for {{consumers, number}} consumers.',
  startHow: 'Nothing is published that is proved less than {{level}}.',
  startHowDeadline:
    'Nothing is published that is proved less than {{level}}. Teams have until {{date}}.',
  startPreviewed: 'Previewed: {{summary}}',
  startNotPreviewed: 'Not previewed: nobody has seen a diff yet.',
  change: 'Change',
  changeLabel: 'Change: {{what}}',
  startNow: 'Start migration',
  mayNotStart: 'You may not start it. The owner can: {{owner}}.',
  started: 'This migration was started already.',
  toMigration: 'Open the migration',
} as const;
