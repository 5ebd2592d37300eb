export { AttentionPanel } from './AttentionPanel';
