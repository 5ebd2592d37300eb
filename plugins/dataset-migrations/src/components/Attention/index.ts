export { ApprovalsPanel } from './ApprovalsPanel';
export { AttentionPanel } from './AttentionPanel';
