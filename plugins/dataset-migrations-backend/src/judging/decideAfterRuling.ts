import type { Ruling } from '@skein/backstage-plugin-dataset-migrations-common';
import type { EndedOutcome } from '../execution/AttemptOutcome';

/** Enough for a list; all of them stand with the attempt. */
const MOST_REASONS = 3;

function listReasons({ reasons }: Ruling): string {
  const rest = reasons.length - MOST_REASONS;
  return [
    ...reasons.slice(0, MOST_REASONS),
    ...(rest > 0 ? [`(and ${rest} more)`] : []),
  ].join(' ');
}

/** What becomes of a patch that could be proposed, now that judges have looked at it. A ruling never makes it better. */
export function decideAfterRuling(
  outcome: EndedOutcome,
  ruling: Ruling,
): EndedOutcome {
  const { mode, verdict } = ruling;
  if (outcome.kind !== 'proposed' || verdict === 'accept') {
    return outcome;
  }
  const said = listReasons(ruling);
  if (mode === 'advisory') {
    return verdict === 'veto'
      ? { ...outcome, reason: `${outcome.reason}; a judge objects: ${said}` }
      : outcome;
  }
  return {
    ...outcome,
    kind: 'needsHuman',
    reason:
      verdict === 'veto'
        ? `A judge vetoes the patch: ${said} Retry the target, or take it over by hand`
        : `No judge could tell whether the patch is right, and nothing is proposed here without that: ${said} Retry the target, let judges only advise (judgeMode), or take it over by hand`,
  };
}
