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
 * Does nothing, unless the environment names this place: then the process dies here, as if the power was cut.
 * `SKEIN_CRASH_AT=afterPush` dies at the first visit, `SKEIN_CRASH_AT=afterPush:3` at the third.
 */
export function crashPoint(name: CrashPoint): void {
  const [place, visit = '1'] = (process.env.SKEIN_CRASH_AT ?? '').split(':');
  if (place !== name) {
    return;
  }
  const count = (visits.get(name) ?? 0) + 1;
  visits.set(name, count);
  if (count === Number(visit)) {
    process.kill(process.pid, 'SIGKILL');
  }
}
