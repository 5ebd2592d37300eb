import type { MigrationState } from '../schema/types.generated';

/**
 * The states of a migration.
 * @public
 */
export const MIGRATION_STATES = [
  'draft',
  'planned',
  'running',
  'paused',
  'completing',
  'completed',
  'cancelled',
] as const satisfies readonly MigrationState[];

/**
 * Which state may follow which. A move that is not listed is refused.
 * @public
 */
export const MIGRATION_TRANSITIONS = {
  draft: ['planned', 'cancelled'],
  planned: ['draft', 'running', 'cancelled'],
  running: ['paused', 'completing', 'cancelled'],
  paused: ['running', 'cancelled'],
  completing: ['completed', 'running', 'cancelled'],
  completed: ['running'],
  cancelled: [],
} as const satisfies Record<MigrationState, readonly MigrationState[]>;
