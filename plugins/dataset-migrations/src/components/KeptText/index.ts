export { KeptNotice } from './KeptNotice';
export { KeptStatus } from './KeptStatus';
export { NewerNotice } from './NewerNotice';
