import type { DbTargetRow } from '../database/tables';
import { toIso } from '../database/time';

/** For how many seconds a target had to wait when it came into its state. */
export function waitOf(target: DbTargetRow): number {
  const [from, to] = [target.state_since, target.not_before].map(time =>
    Date.parse(toIso(time)),
  );
  return (to - from) / 1000;
}
