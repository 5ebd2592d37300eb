import type {
  WaveGate,
  WavePlan,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** A target as far as its wave depends on it. */
export interface WaveCandidate {
  id: string;
  key: string;
  ownerRef?: string;
  /** How many targets stand between it and the dataset; it never comes before what it reads. */
  depth: number;
  /** Wave that a person chose. */
  byHand?: number;
}

export interface PlanWavesOptions {
  targets: readonly WaveCandidate[];
  waves: readonly WavePlan[];
}

/** A wave with its targets. */
export interface PlannedWave {
  number: number;
  title: string;
  gate: WaveGate;
  targetIds: string[];
}

/**
 * Divides targets among waves. Within a wave's portion each team gives one target before any gives a second, so that a
 * canary asks little of everybody; what a person chose stands. The same targets give the same waves.
 */
export function planWaves(options: PlanWavesOptions): PlannedWave[] {
  const { targets, waves } = options;
  const last = waves.length;
  const inOrder = inTurns(targets);
  const chosen = (number: number) =>
    inOrder.filter(
      ({ byHand }) => byHand !== undefined && Math.min(byHand, last) === number,
    );
  const free = inOrder.filter(({ byHand }) => byHand === undefined);
  let taken = 0;
  return waves.map((wave, index) => {
    const number = index + 1;
    const pinned = chosen(number);
    const room =
      number === last
        ? free.length
        : Math.max(0, sizeOf(wave, targets.length) - pinned.length);
    const portion = free.slice(taken, taken + room);
    taken += portion.length;
    return {
      number,
      title: wave.title ?? `Wave ${number}`,
      gate: wave.gate ?? {},
      targetIds: [...pinned, ...portion].map(({ id }) => id),
    };
  });
}

function sizeOf({ size, share }: WavePlan, total: number): number {
  if (size !== undefined) {
    return size;
  }
  // a share of few targets is still one of them
  return share === undefined ? total : Math.max(1, Math.round(share * total));
}

function inTurns(targets: readonly WaveCandidate[]): WaveCandidate[] {
  const seen = new Map<string, number>();
  return [...targets]
    .sort((a, b) => compare(a.key, b.key))
    .map(target => {
      const group = `${target.depth} ${target.ownerRef ?? ''}`;
      const turn = seen.get(group) ?? 0;
      seen.set(group, turn + 1);
      return { target, turn };
    })
    .sort(
      (a, b) =>
        a.target.depth - b.target.depth ||
        a.turn - b.turn ||
        compare(a.target.key, b.target.key),
    )
    .map(({ target }) => target);
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
