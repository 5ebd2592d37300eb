export * from './evidenceLevels';
export * from './migrationStates';
export * from './targetStates';
