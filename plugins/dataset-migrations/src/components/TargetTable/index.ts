export { TargetTable } from './TargetTable';
