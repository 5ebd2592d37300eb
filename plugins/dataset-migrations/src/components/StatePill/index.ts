export {
  ConditionPill,
  MigrationStatePill,
  TargetStatePill,
  WaveStatePill,
} from './StatePill';
