import type { MigrationState } from '../schema/types.generated';
import type { StateDescription } from './StateDescription';

/**
 * How a state of a migration is shown.
 * @public
 */
export interface MigrationStateDescription extends StateDescription {
  /** What the state means, in one line. */
  line: string;
}

/**
 * How each state of a migration is shown.
 * @public
 */
export const MIGRATION_STATE_DESCRIPTIONS = {
  draft: {
    label: 'Draft',
    tone: 'neutral',
    icon: 'RiDraftLine',
    line: 'Being written; nobody was told.',
  },
  planned: {
    label: 'Planned',
    tone: 'info',
    icon: 'RiRoadMapLine',
    line: 'Targets are fixed; nothing is published yet.',
  },
  running: {
    label: 'Running',
    tone: 'info',
    icon: 'RiPlayCircleLine',
    line: 'Agents work, and pull requests open at the agreed pace.',
  },
  paused: {
    label: 'Paused',
    tone: 'warn',
    icon: 'RiPauseCircleLine',
    line: 'Nothing runs or starts; open pull requests stay.',
  },
  completing: {
    label: 'Completing',
    tone: 'info',
    icon: 'RiFlag2Line',
    line: 'All targets are settled; waiting until nobody reads the old dataset.',
  },
  completed: {
    label: 'Completed',
    tone: 'good',
    icon: 'RiCheckDoubleLine',
    line: 'All targets are settled, and nobody is left to wait for.',
  },
  cancelled: {
    label: 'Cancelled',
    tone: 'neutral',
    icon: 'RiForbid2Line',
    line: 'Ended before the goal; what was merged stays.',
  },
} as const satisfies Record<MigrationState, MigrationStateDescription>;
