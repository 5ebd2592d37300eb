import { setTimeout as delay } from 'node:timers/promises';
import { INVARIANTS } from './invariants/index.mjs';
import { collectLiveEvidence } from './observing/collectEvidence.mjs';

const LOOK_EVERY_MS = 4000;

/** Looks again and again at the invariants that hold at any moment, and gives the first that is violated; none when the signal ends it. */
export async function watchLive(world, signal) {
  while (!signal.aborted) {
    await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    const evidence = await collectLiveEvidence(world);
    for (const { id, isLive, check } of INVARIANTS) {
      const [violation] = isLive ? check(evidence).violations : [];
      if (violation !== undefined) {
        return { id, violation };
      }
    }
  }
  return undefined;
}
