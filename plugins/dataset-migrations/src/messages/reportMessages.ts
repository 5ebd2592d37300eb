/** A migration to show to others. */
export const reportMessages = {
  open: 'Report…',
  title: 'Report',
  help: 'Markdown, as it stands now. The list of targets is a file for a spreadsheet, the ledger is all that happened as a chain of hashes.',
  text: 'Report as Markdown',
  copy: 'Copy',
  copied: 'Copied.',
  notCopied: 'The browser did not let us copy; select the text and copy it.',
  csv: 'Download the targets (CSV)',
  ledger: 'Download the ledger (JSON lines)',
  ledgerCut:
    'Only the first {{number, number}} entries are in the file; `skein migrations ledger` writes all of them.',
  csvCut: 'Only the first {{number, number}} targets are in the file.',
  close: 'Close',
  moved: '{{from}} → {{to}}, owned by {{owner}}.',
  state: 'State: {{state}}. {{line}} {{reason}}',
  asOf: 'As of {{time}}.',
  finish:
    'Forecast: done between {{early}} and {{late}}, most likely {{likely}}.',
  deadline: 'Deadline: {{date}}.',
  required: 'Required evidence: {{level}}.',
  models: 'Models: {{words}}.',
  what: 'Targets',
  count: 'Count',
  total: 'All',
  readers_one: '{{count, number}} repository still reads the old dataset:',
  readers_other: '{{count, number}} repositories still read the old dataset:',
  readersNone: 'No readers of the old dataset are left.',
  clone: 'Clone for another dataset…',
  cloned:
    'Copied from another migration: change the name, both datasets, their names and the fields.',
} as const;
