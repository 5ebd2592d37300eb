import type {
  ListSessionEventsRequest,
  SessionEventPage,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { CallOptions } from '../MigrationService';

/** All that can be asked about what agents did, over any door. Permission is the business of a decorator. */
export interface SessionService {
  listSessionEvents(
    request: ListSessionEventsRequest,
    options: CallOptions,
  ): Promise<SessionEventPage>;
}
