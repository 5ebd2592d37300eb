/** Places where a crash is the most interesting; the fault matrix of the chaos tests. */
export type CrashPoint =
  | 'afterClaim'
  | 'afterAgent'
  | 'beforeProposed'
  | 'afterCommit'
  | 'afterPush'
  | 'afterPullRequest';

/** Does nothing, unless the environment names this place: then the process dies here, as if the power was cut. */
export function crashPoint(name: CrashPoint): void {
  if (process.env.SKEIN_CRASH_AT === name) {
    process.kill(process.pid, 'SIGKILL');
  }
}
