import type { WaveState } from '../schema/types.generated';

/**
 * The states of a wave.
 * @public
 */
export const WAVE_STATES = [
  'pending',
  'open',
  'draining',
  'passed',
  'halted',
] as const satisfies readonly WaveState[];

/**
 * Which state may follow which. A move that is not listed is refused; a wave that has passed stays so.
 * @public
 */
export const WAVE_TRANSITIONS = {
  pending: ['open'],
  open: ['draining', 'passed', 'halted'],
  draining: ['open', 'passed', 'halted'],
  passed: [],
  halted: ['open', 'passed'],
} as const satisfies Record<WaveState, readonly WaveState[]>;
