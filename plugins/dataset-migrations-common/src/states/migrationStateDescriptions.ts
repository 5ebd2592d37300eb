import type { MigrationState } from '../schema/types.generated';
import type { StateDescription } from './StateDescription';

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
    line: 'Targets are fixed; nothing runs yet.',
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
    line: 'No new work starts; open pull requests stay.',
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
    line: 'The old dataset has no readers left.',
  },
  cancelled: {
    label: 'Cancelled',
    tone: 'neutral',
    icon: 'RiForbid2Line',
    line: 'Ended before the goal; what was merged stays.',
  },
} as const satisfies Record<MigrationState, StateDescription>;
