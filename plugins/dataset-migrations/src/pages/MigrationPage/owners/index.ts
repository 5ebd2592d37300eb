export { OwnersDialog } from './OwnersDialog';
