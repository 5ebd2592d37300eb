import type { MIGRATION_STATE_DESCRIPTIONS } from './migrationStateDescriptions';
import type { TARGET_CONDITION_DESCRIPTIONS } from './targetConditionDescriptions';
import type { TARGET_STATE_DESCRIPTIONS } from './targetStateDescriptions';
import type { WAVE_STATE_DESCRIPTIONS } from './waveStateDescriptions';

/**
 * Every icon that the tables of states and conditions name, so that a map from name to component cannot miss one.
 * @public
 */
export type StateIcon =
  | (typeof MIGRATION_STATE_DESCRIPTIONS)[keyof typeof MIGRATION_STATE_DESCRIPTIONS]['icon']
  | (typeof TARGET_STATE_DESCRIPTIONS)[keyof typeof TARGET_STATE_DESCRIPTIONS]['icon']
  | (typeof TARGET_CONDITION_DESCRIPTIONS)[keyof typeof TARGET_CONDITION_DESCRIPTIONS]['icon']
  | (typeof WAVE_STATE_DESCRIPTIONS)[keyof typeof WAVE_STATE_DESCRIPTIONS]['icon'];
