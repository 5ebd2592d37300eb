import { COMMANDS } from './parseCommand';

/** All commands with what they mean. No line of it is itself a command. */
export function listCommands(): string {
  return Object.entries(COMMANDS)
    .map(([command, meaning]) => `- \`/skein ${command}\`: ${meaning}`)
    .join('\n');
}
