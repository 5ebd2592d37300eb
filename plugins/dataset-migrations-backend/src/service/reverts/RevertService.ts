import type {
  MigrationRequest,
  RevertRequest,
  RevertResult,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { CallOptions } from '../MigrationService';

/** All that can be done about what was merged, over any door. Permission is the business of a decorator. */
export interface RevertService {
  revertTargets(
    request: MigrationRequest & RevertRequest,
    options: CallOptions,
  ): Promise<RevertResult>;
}
