import type {
  Migration,
  MigrationRequest,
  OwnersRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { CallOptions } from '../MigrationService';

/** Who owns a migration, over any door. Permission is the business of a decorator. */
export interface OwnerService {
  setOwners(
    request: MigrationRequest & OwnersRequest,
    options: CallOptions,
  ): Promise<Migration>;
}
