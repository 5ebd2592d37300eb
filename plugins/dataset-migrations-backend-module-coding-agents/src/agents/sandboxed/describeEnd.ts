import { stripVTControlCharacters } from 'node:util';
import type { SandboxEnd } from '../../sandbox/Sandbox';

const REASONS: Record<SandboxEnd['reason'], string> = {
  exited: 'ended',
  timeLimit: 'was ended, since it took longer than it may',
  memoryLimit: 'was ended, since it used more memory or processes than it may',
  outputLimit: 'was ended, since it wrote more output than it may',
  diskLimit: 'was ended, since it wrote more to disk than it may',
  aborted: 'was ended',
  lost: 'was lost with the machine that it ran on',
};

const MOST_OUTPUT = 500;

/** How a program ended, in a sentence, with the end of what it wrote. */
export function describeEnd(end: SandboxEnd, output: string): string {
  const how =
    end.reason === 'exited'
      ? `ended with ${
          end.signal ? `signal ${end.signal}` : `code ${end.exitCode}`
        }`
      : REASONS[end.reason];
  const last = stripVTControlCharacters(output)
    .replace(/[^\P{C}\n]/gu, ' ')
    .trim()
    .slice(-MOST_OUTPUT);
  const why = end.detail ?? last;
  return why ? `The agent ${how}: ${why}` : `The agent ${how}`;
}
