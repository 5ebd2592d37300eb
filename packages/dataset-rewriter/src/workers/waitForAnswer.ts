import type { Worker } from 'node:worker_threads';
import type { WorkerAnswer } from './serveAnalyses';

const MEBIBYTE = 1024 * 1024;
const WATCH_MILLISECONDS = 50;

/** What a worker said, or why it will say nothing more. */
export type Wait = { answer: WorkerAnswer } | { gaveUp: string };

/** Waits for the next answer of a worker thread, within limits. */
export function waitForAnswer(
  worker: Worker,
  limits: { milliseconds: number; memoryBytes: number },
): Promise<Wait> {
  const { milliseconds, memoryBytes } = limits;
  const memoryBefore = process.memoryUsage.rss();
  const began = performance.now();
  return new Promise(resolve => {
    const watch = setInterval(look, WATCH_MILLISECONDS);
    worker.on('message', take);
    worker.on('error', fail);
    worker.on('exit', vanish);

    function finish(wait: Wait) {
      clearInterval(watch);
      worker.off('message', take);
      worker.off('error', fail);
      worker.off('exit', vanish);
      resolve(wait);
    }
    function look() {
      // the parser's memory is not in the heap that the thread is limited to
      if (process.memoryUsage.rss() - memoryBefore > memoryBytes) {
        finish({ gaveUp: describeMemory(memoryBytes) });
      } else if (performance.now() - began > milliseconds) {
        const seconds = milliseconds / 1000;
        finish({ gaveUp: `The analysis took longer than ${seconds} s.` });
      }
    }
    function take(answer: WorkerAnswer) {
      finish({ answer });
    }
    function fail({ code, message }: Error & { code?: string }) {
      finish({
        gaveUp:
          code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? describeMemory(memoryBytes)
            : `The file could not be analysed: ${message}.`,
      });
    }
    function vanish() {
      finish({ gaveUp: 'The analysis ended without a result.' });
    }
  });
}

function describeMemory(bytes: number): string {
  const mebibytes = Math.round(bytes / MEBIBYTE);
  return `The analysis needs more memory than ${mebibytes} MiB.`;
}
