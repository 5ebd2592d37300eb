/** What of the address filters the targets of a migration. */
export const TARGET_FILTERS = [
  'q',
  'state',
  'wave',
  'decision',
  'condition',
  'failureClass',
] as const;
