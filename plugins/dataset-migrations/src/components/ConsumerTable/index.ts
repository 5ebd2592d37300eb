export { ConsumerTable } from './ConsumerTable';
