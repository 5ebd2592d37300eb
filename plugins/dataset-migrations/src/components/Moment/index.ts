export { Day, Instant, Moment, formatDay, relativeTime } from './Moment';
