import type {
  MigrationState,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { targetActions } from '../../service/response/allowedActions';
import type { Command } from './parseCommand';

export interface CommandFacts {
  command: Command | 'unknown';
  state: TargetState;
  migrationState: MigrationState;
  /** Whether the pull request is open, and that of the target as it is now. */
  isCurrent: boolean;
  /** Whether the branch holds commits that are not Skein's. */
  humanCommits: boolean;
  /** Whether agents were called off before. */
  stopped: boolean;
}

/** What is done about a command. */
export type CommandPlan =
  /** An answer is all that was asked for. */
  | { kind: 'tell' }
  /** The target is queued anew, for the same pull request. */
  | { kind: 'requeue' }
  /** From now on no agent works on it. */
  | { kind: 'stop' }
  /** The same, and what an agent does right now is dropped; the pull request stays as it is. */
  | { kind: 'recall' }
  /** Something is in between that has to end first. */
  | { kind: 'later' }
  | { kind: 'refuse'; because: string };

const WAITING: readonly TargetState[] = ['queued', 'running'];
/** A patch is on its way to the code host. */
const LEAVING: readonly TargetState[] = ['proposed', 'publishing'];

/** What to do about a command of somebody who may give it. Looks at nothing but its argument. */
export function planCommand(facts: CommandFacts): CommandPlan {
  const { command, isCurrent } = facts;
  if (command !== 'retry' && command !== 'stop') {
    return { kind: 'tell' };
  }
  if (!isCurrent) {
    return {
      kind: 'refuse',
      because:
        'this pull request is over, or another one has taken its place; go on in Backstage',
    };
  }
  return command === 'retry' ? planRetry(facts) : planStop(facts);
}

function planRetry(facts: CommandFacts): CommandPlan {
  const { state, migrationState, humanCommits } = facts;
  if (WAITING.includes(state) || LEAVING.includes(state)) {
    return { kind: 'refuse', because: 'it is being made anew already' };
  }
  if (humanCommits) {
    return {
      kind: 'refuse',
      because:
        'the branch holds commits that are not Skein’s, and those are never overwritten; take them off the branch first, or go on by hand',
    };
  }
  const allowed = targetActions({ state, migrationState, previewing: false });
  return allowed.includes('retry')
    ? { kind: 'requeue' }
    : {
        kind: 'refuse',
        because: `its migration is ${migrationState}; ask its owner`,
      };
}

function planStop({ state, stopped }: CommandFacts): CommandPlan {
  if (LEAVING.includes(state)) {
    return { kind: 'later' };
  }
  if (WAITING.includes(state)) {
    return { kind: 'recall' };
  }
  if (state !== 'prOpen') {
    return { kind: 'refuse', because: 'no agent works on it anyway' };
  }
  return stopped
    ? { kind: 'refuse', because: 'agents are stopped already' }
    : { kind: 'stop' };
}
