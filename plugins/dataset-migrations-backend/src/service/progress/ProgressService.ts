import type {
  AttentionList,
  BurnUp,
  ConsumerGraph,
  FollowedEntityList,
  LedgerPage,
  ListFollowedEntitiesRequest,
  MigrationRequest,
  PageRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { MigrationResource } from '../../permissions/resources';
import type { CallOptions, ListOptions } from '../MigrationService';

/** Who calls, and whether the caller may see a migration, or what would be one; all when that is absent. */
export interface FollowedOptions extends CallOptions {
  maySee?(migration: MigrationResource): boolean;
}

/** All that can be asked about how migrations come along, over any door. Permission is the business of a decorator. */
export interface ProgressService {
  getAttention(
    request: MigrationRequest,
    options: CallOptions,
  ): Promise<AttentionList>;
  listAttention(options: ListOptions): Promise<AttentionList>;
  listFollowedEntities(
    request: ListFollowedEntitiesRequest,
    options: FollowedOptions,
  ): Promise<FollowedEntityList>;
  getBurnUp(request: MigrationRequest, options: CallOptions): Promise<BurnUp>;
  getConsumerGraph(
    request: MigrationRequest,
    options: CallOptions,
  ): Promise<ConsumerGraph>;
  listLedgerEntries(
    request: MigrationRequest & PageRequest,
    options: CallOptions,
  ): Promise<LedgerPage>;
}
