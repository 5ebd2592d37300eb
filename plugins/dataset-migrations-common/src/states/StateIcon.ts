import type { EVIDENCE_LEVEL_DESCRIPTIONS } from './evidenceLevelDescriptions';
import type { MIGRATION_STATE_DESCRIPTIONS } from './migrationStateDescriptions';
import type { TARGET_CONDITION_DESCRIPTIONS } from './targetConditionDescriptions';
import type { TARGET_STATE_DESCRIPTIONS } from './targetStateDescriptions';

type IconOf<TDescriptions extends Record<string, { icon: string }>> =
  TDescriptions[keyof TDescriptions]['icon'];

/**
 * Every icon that the tables of states, conditions and levels name, so that a map from name to component cannot miss one.
 * @public
 */
export type StateIcon =
  | IconOf<typeof MIGRATION_STATE_DESCRIPTIONS>
  | IconOf<typeof TARGET_STATE_DESCRIPTIONS>
  | IconOf<typeof TARGET_CONDITION_DESCRIPTIONS>
  | IconOf<typeof EVIDENCE_LEVEL_DESCRIPTIONS>;
