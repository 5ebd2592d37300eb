/** Who still reads the old dataset. */
export const readersMessages = {
  title: 'Readers left',
  caption: 'Repositories that still read the old dataset',
  none: 'None, as of the last look.',
  some_one: '{{count, number}} repository still reads the old dataset.',
  some_other: '{{count, number}} repositories still read the old dataset.',
  checked: 'Looked',
  repository: 'Repository',
  where: 'Where',
} as const;
