export interface ReminderOptions {
  /** For how long nothing happened. */
  days: number;
  /** When it is closed if nothing happens on; absent when it never is. */
  closesInDays?: number;
  /** Last day of the migration. */
  deadline?: string;
  /** The target's page in Backstage. */
  targetUrl: string;
}

/** What people are reminded of. */
export function renderReminder(options: ReminderOptions): string {
  const { days, closesInDays, deadline, targetUrl } = options;
  return [
    `Nothing has happened here for ${inDays(
      days,
    )}. It moves this repository off a dataset that goes away${
      deadline ? ` on ${deadline.slice(0, 10)}` : ''
    }.`,
    '',
    `Review and merge it, or say in [Backstage](${targetUrl}) that you do it by hand, that this is not yours, or that you need an exception.`,
    ...(closesInDays === undefined
      ? []
      : [
          '',
          `If nothing happens, it is closed in ${inDays(
            closesInDays,
          )}. A comment is enough to keep it open.`,
        ]),
  ].join('\n');
}

/** What stands below a pull request that was closed because nothing happened. */
export function renderClosing(options: {
  days: number;
  targetUrl: string;
}): string {
  return [
    `Nothing has happened here for ${inDays(
      options.days,
    )}, so that this is closed for now; the dataset still goes away.`,
    '',
    `Reopen it to go on with it, or press Retry in [Backstage](${options.targetUrl}) to have the change made anew.`,
  ].join('\n');
}

/** What stands below a pull request whose patch came out empty when it was made anew. */
export function renderNeedless(options: {
  /** Whether people have pushed to its branch. */
  isTheirs: boolean;
  targetUrl: string;
}): string {
  const { isTheirs, targetUrl } = options;
  return [
    'The change was made anew on what stands on the base branch now, and nothing is left to change.',
    '',
    `${
      isTheirs
        ? 'The branch holds commits that are not Skein’s, so that you decide: merge it, or close it.'
        : 'So this is closed.'
    } [What this is about](${targetUrl})`,
  ].join('\n');
}

function inDays(days: number): string {
  return days === 1 ? 'a day' : `${days} days`;
}
