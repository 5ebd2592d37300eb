export { ConsumersTab } from './ConsumersTab';
export { MigrationPage } from './MigrationPage';
export { WorkPanel } from './settings';
export { START_WITHOUT_ASKING, StartDialog } from './StartDialog';
export { TargetsTab } from './TargetsTab';
export { WavesTab } from './waves';
