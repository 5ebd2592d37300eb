export { BulkBar } from './BulkBar';
export { JobNotices } from './JobNotices';
export { useJobs } from './useJobs';
export { useTargetChoice } from './useTargetChoice';
