import type { WaveState } from '../schema/types.generated';
import type { StateDescription } from './StateDescription';

/**
 * How a state of a wave is shown.
 * @public
 */
export interface WaveStateDescription extends StateDescription {
  /** What the state means, in one line. */
  line: string;
}

/**
 * How each state of a wave is shown.
 * @public
 */
export const WAVE_STATE_DESCRIPTIONS = {
  pending: {
    label: 'Closed',
    tone: 'neutral',
    icon: 'RiHourglassLine',
    line: 'Opens when the gate of the wave before has passed.',
  },
  open: {
    label: 'Open',
    tone: 'info',
    icon: 'RiPlayCircleLine',
    line: 'Its targets are released as limits and windows allow.',
  },
  draining: {
    label: 'All released',
    tone: 'info',
    icon: 'RiLoader4Line',
    line: 'Every target is released; its gate is looked at.',
  },
  passed: {
    label: 'Passed',
    tone: 'good',
    icon: 'RiCheckDoubleLine',
    line: 'Its gate has passed.',
  },
  halted: {
    label: 'Halted',
    tone: 'bad',
    icon: 'RiErrorWarningLine',
    line: 'Nothing of it is released or published until somebody decides.',
  },
} as const satisfies Record<WaveState, WaveStateDescription>;
