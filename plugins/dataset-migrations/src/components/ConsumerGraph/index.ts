export { ConsumerGraphPanel } from './ConsumerGraphPanel';
