/** Places where a crash is the most interesting; the fault matrix of the chaos tests. */
export type CrashPoint =
  | 'afterClaim'
  | 'afterAgent'
  | 'beforeProposed'
  | 'afterCommit'
  | 'afterPush'
  | 'afterPullRequest';

const visits = new Map<CrashPoint, number>();

/**
 * Does nothing, unless the environment names this place. `SKEIN_CRASH_AT=afterPush` dies here at the first visit as if the power
 * was cut, `SKEIN_CRASH_AT=afterPush:3` at the third. `SKEIN_PAUSE_AT` holds the process still until somebody continues it,
 * which is how a worker comes to write with a lease that is long lost.
 */
export function crashPoint(name: CrashPoint): void {
  const orders = [
    { order: process.env.SKEIN_CRASH_AT, signal: 'SIGKILL' },
    { order: process.env.SKEIN_PAUSE_AT, signal: 'SIGSTOP' },
  ].filter(({ order }) => order?.split(':')[0] === name);
  if (orders.length === 0) {
    return;
  }
  const count = (visits.get(name) ?? 0) + 1;
  visits.set(name, count);
  for (const { order, signal } of orders) {
    if (count === Number(order?.split(':')[1] ?? 1)) {
      process.kill(process.pid, signal);
    }
  }
}
