import { setTimeout as delay } from 'node:timers/promises';

const DEADLINE_MS = 30_000;

/** What is answered; rejects when that takes longer than an API server takes that is well. */
export async function withDeadline<T>(answer: Promise<T>): Promise<T> {
  const over = new AbortController();
  try {
    return await Promise.race([
      answer,
      delay(DEADLINE_MS, undefined, { signal: over.signal }).then(() => {
        throw new Error(`no answer within ${DEADLINE_MS / 1000} seconds`);
      }),
    ]);
  } finally {
    over.abort();
  }
}
