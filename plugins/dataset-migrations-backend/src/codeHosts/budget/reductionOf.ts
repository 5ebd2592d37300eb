import type { HostStateRow } from '../../database/operations/budgets/listHostStates';
import type { Reduction } from './contentLimit';

/** What the last complaint of content left of a host's limit. */
export function reductionOf(
  state: HostStateRow | undefined,
): Reduction | undefined {
  return state === undefined || state.content_per_hour === null
    ? undefined
    : {
        contentPerHour: state.content_per_hour,
        secondsAgo: state.seconds_since_reduction ?? 0,
      };
}
