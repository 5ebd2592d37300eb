import { createRandom } from './createRandom.mjs';

const FIRST_AFTER_SECONDS = 6;
const GAP_SECONDS = [5, 11];

/**
 * The whole schedule of a run, decided by its seed alone: each kind of fault comes once before any comes again, so that
 * a short run sees as many kinds as it has room for.
 *
 * @param options.faults what can be played here, by name
 * @returns the faults in their order, each with its second and its parameters
 */
export function planFaults({ seed, seconds, faults, replicas, leaseSeconds }) {
  const random = createRandom(seed);
  const kinds = Object.keys(faults).sort();
  const plan = [];
  let deck = [];
  let at = FIRST_AFTER_SECONDS;
  while (kinds.length > 0 && at < seconds) {
    if (deck.length === 0) {
      deck = random.shuffle(kinds);
    }
    const kind = deck.shift();
    plan.push({
      at,
      kind,
      parameters: faults[kind].plan({ random, replicas, leaseSeconds }),
    });
    at += random.between(...GAP_SECONDS);
  }
  return plan;
}
