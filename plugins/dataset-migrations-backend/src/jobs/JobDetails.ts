import type { CreateJobRequest } from '@skein/backstage-plugin-dataset-migrations-common';

/** What is asked of each target, beside the act. */
export type JobDetails = Pick<
  CreateJobRequest,
  'reason' | 'until' | 'ownerRef' | 'agent'
>;
