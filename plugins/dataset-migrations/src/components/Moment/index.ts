export { Day, Moment, formatDay, relativeTime } from './Moment';
