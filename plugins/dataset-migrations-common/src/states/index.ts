export * from './evidenceLevelDescriptions';
export * from './evidenceLevels';
export * from './migrationStateDescriptions';
export * from './migrationStates';
export * from './StateDescription';
export type { StateIcon } from './StateIcon';
export * from './targetConditionDescriptions';
export * from './targetStateDescriptions';
export * from './targetStates';
