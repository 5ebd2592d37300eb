import type {
  AttentionList,
  BurnUp,
  ConsumerGraph,
  LedgerPage,
  MigrationRequest,
  PageRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { CallOptions, ListOptions } from '../MigrationService';

/** All that can be asked about how migrations come along, over any door. Permission is the business of a decorator. */
export interface ProgressService {
  getAttention(
    request: MigrationRequest,
    options: CallOptions,
  ): Promise<AttentionList>;
  listAttention(options: ListOptions): Promise<AttentionList>;
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
