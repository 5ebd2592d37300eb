import { setTimeout as delay } from 'node:timers/promises';

const LOOK_EVERY_MS = 500;

/** Looks until what is seen is accepted; fails with what was seen last. */
export async function eventually(what, { withinSeconds, look, accept }) {
  const deadline = Date.now() + withinSeconds * 1000;
  for (;;) {
    const seen = await look();
    if (accept(seen)) {
      return seen;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `${what}: not within ${withinSeconds} s. Seen last:\n${JSON.stringify(
          seen,
          null,
          2,
        )}`,
      );
    }
    await delay(LOOK_EVERY_MS);
  }
}
