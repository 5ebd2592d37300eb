import type { Command } from './parseCommand';
import type { CommandPlan } from './planCommand';

/** What is kept of a command until it is answered. */
export interface CommandDetails {
  command: Command | 'unknown';
  /** Who gave it; user name of the host. */
  author: string;
  /** What was done about it; from then on only the answer is missing. */
  done?: Exclude<CommandPlan, { kind: 'later' }>;
}
