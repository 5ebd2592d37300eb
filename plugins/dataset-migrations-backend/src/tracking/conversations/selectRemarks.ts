import type { PullRequestRemark } from '@skein/backstage-plugin-dataset-migrations-node';
import { parseCommand, type Command } from '../commands/parseCommand';
import { isOwnComment } from '../effects/effectMarker';

/** A remark that Skein does something about, if who wrote it may write to the repository. */
export interface SelectedRemark {
  remark: PullRequestRemark;
  command?: Command | 'unknown';
}

/**
 * What people have said that Skein may do something about: commands, and reviews that ask for changes. What machines and
 * Skein itself write is never among it, so that no two of them talk for ever. Looks at nothing but its argument.
 */
export function selectRemarks(
  remarks: readonly PullRequestRemark[],
): SelectedRemark[] {
  return remarks
    .filter(
      ({ byMachine, byUs, body }) => !byMachine && !byUs && !isOwnComment(body),
    )
    .map(remark => ({ remark, command: parseCommand(remark.body) }))
    .filter(
      ({ remark, command }) => command !== undefined || remark.asksForChanges,
    );
}
