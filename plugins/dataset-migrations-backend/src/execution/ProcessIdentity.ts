import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { isProcessAlive } from './isProcessAlive';

/** What tells a process from every other one, also from one that gets its id later. */
export interface ProcessIdentity {
  /** Name of the machine. */
  host: string;
  processId: number;
  /** When it was born: the boot of the machine and the time since then. Absent where the system does not tell. */
  birth?: string;
}

/** What a process of this machine is to be known by. */
export function identifyProcess(processId: number): ProcessIdentity {
  return { host: hostname(), processId, birth: readLife(processId)?.birth };
}

/** What this process is to be known by. */
export function ownIdentity(): ProcessIdentity {
  return identifyProcess(process.pid);
}

/**
 * Whether a process is certainly not there any more. One of another machine is never known to be gone; where the system
 * does not tell when a process was born, neither is one whose id is in use.
 */
export function isGone(identity: ProcessIdentity): boolean {
  const { host, processId, birth } = identity;
  if (host !== hostname()) {
    return false;
  }
  const life = readLife(processId);
  if (life && birth !== undefined) {
    return life.dead || life.birth !== birth;
  }
  return !isProcessAlive(processId);
}

/** Reads it from /proc, which Linux alone has. */
function readLife(
  processId: number,
): { birth: string; dead: boolean } | undefined {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'latin1');
    // The name of the program stands in brackets and may hold any character, so it is counted from the last one.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1');
    return {
      birth: `${boot.slice(0, 8)}.${fields[18]}`,
      // a zombie has ended and only waits for its parent to look
      dead: state === 'Z' || state === 'X',
    };
  } catch {
    return undefined;
  }
}
