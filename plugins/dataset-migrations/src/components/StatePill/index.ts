export {
  ConditionPill,
  MigrationStatePill,
  TargetStatePill,
} from './StatePill';
