import { readdirSync, readFileSync } from 'node:fs';
import type { Usage } from './decideStop';

const KILOBYTE = 1024;

/** Of a process, what is its own: pages of programs are shared with everybody who runs them. */
const MEMORY = /^(?:RssAnon|RssShmem|VmSwap):\s+(\d+) kB$/gm;
const THREADS = /^Threads:\s+(\d+)$/m;

function listChildren(processId: number): number[] {
  return readdirSync(`/proc/${processId}/task`).flatMap(thread =>
    readFileSync(`/proc/${processId}/task/${thread}/children`, 'utf8')
      .split(' ')
      .filter(Boolean)
      .map(Number),
  );
}

function measureProcess(processId: number) {
  const status = readFileSync(`/proc/${processId}/status`, 'utf8');
  const kilobytes = [...status.matchAll(MEMORY)].reduce(
    (sum, [, value]) => sum + Number(value),
    0,
  );
  return {
    memoryBytes: kilobytes * KILOBYTE,
    threads: Number(THREADS.exec(status)?.[1] ?? 1),
  };
}

/**
 * Memory and number of a process and all below it. It reads without pause, since a process that is read about later may have
 * left children meanwhile; who has ended by then has none.
 * @param most it stops counting above this, so that a fork bomb is not counted to its end
 */
export function measureProcesses(root: number, most: number): Usage {
  const usage = { memoryBytes: 0, processes: 0 };
  const queue = [root];
  for (const processId of queue) {
    if (usage.processes > most) {
      break;
    }
    try {
      const { memoryBytes, threads } = measureProcess(processId);
      usage.memoryBytes += memoryBytes;
      usage.processes += threads;
      queue.push(...listChildren(processId));
    } catch {
      // It has ended since it was listed.
    }
  }
  return usage;
}
