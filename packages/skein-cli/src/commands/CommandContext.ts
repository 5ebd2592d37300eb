import type { Command } from 'commander';
import type { ExitCode } from '../exitCodes';
import type { Terminal } from '../Terminal';

/** What a command is added with. */
export interface CommandContext {
  program: Command;
  terminal: Terminal;
  onExit: (code: ExitCode) => void;
}
