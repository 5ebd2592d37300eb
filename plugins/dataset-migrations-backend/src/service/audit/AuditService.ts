import type {
  ActPage,
  ListActsRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { CallOptions } from '../MigrationService';

/** Who asked for what, over any door. Permission is the business of a decorator. */
export interface AuditService {
  listActs(request: ListActsRequest, options: CallOptions): Promise<ActPage>;
}
