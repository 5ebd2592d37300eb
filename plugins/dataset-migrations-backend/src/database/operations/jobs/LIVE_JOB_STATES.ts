import type { JobState } from '@skein/backstage-plugin-dataset-migrations-common';

/** Of jobs that are not over. */
export const LIVE_JOB_STATES: readonly JobState[] = ['waiting', 'running'];
