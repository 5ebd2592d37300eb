export { BurnUpPanel } from './BurnUpPanel';
