/** Text that is kept while it is written. */
export const keptTextMessages = {
  back: 'What you wrote until {{when}} and did not save is back.',
  drop: 'Drop it',
  kept: 'Kept in this browser at {{time}}.',
  notKept:
    'This browser does not keep what you write: save it before you leave.',
  newer: 'Somebody else saved version {{version}} meanwhile.',
  newerHelp:
    'Take it, and what you wrote is gone; or keep yours, and saving it makes the next version.',
  take: 'Take theirs',
  keepOwn: 'Keep mine',
} as const;
