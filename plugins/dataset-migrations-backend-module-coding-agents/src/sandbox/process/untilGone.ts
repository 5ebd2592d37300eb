import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_MS = 5;

/** After the name, which may hold anything, comes the state. Z and X have ended and wait for somebody to take note. */
function hasEnded(processId: number): boolean {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
    return /^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return true;
  }
}

/**
 * Resolves when a process has ended. The first process of a namespace has ended only when all others in it have, which is what
 * makes this enough for a sandbox.
 */
export async function untilGone(processId: number): Promise<void> {
  while (!hasEnded(processId)) {
    await delay(LOOK_MS);
  }
}
