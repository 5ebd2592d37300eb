import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';

/** How it stands between a migration and the second person that it needs before it begins. */
export type SecondPersonStand = 'notNeeded' | 'toAsk' | 'waits';

/** Whether a start or a resumption needs a second person, and whether one was asked already. */
export function secondPersonStand({
  state,
  secondPerson,
}: Migration): SecondPersonStand {
  if (!secondPerson?.isNeeded || !['planned', 'paused'].includes(state)) {
    return 'notNeeded';
  }
  return secondPerson.approvals.some(({ act }) => act === 'start')
    ? 'waits'
    : 'toAsk';
}
