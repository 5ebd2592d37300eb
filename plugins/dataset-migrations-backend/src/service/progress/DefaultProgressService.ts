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
import type { Knex } from 'knex';
import type { ModelBudgets } from '../../models/ModelBudgets';
import type { ListOptions } from '../MigrationService';
import { getAttention, listAttention } from './getAttention';
import { getBurnUp } from './getBurnUp';
import { getConsumerGraph } from './getConsumerGraph';
import { listFollowedEntities } from './listFollowedEntities';
import { listLedgerEntries } from './listLedgerEntries';
import type { FollowedOptions, ProgressService } from './ProgressService';

export interface ProgressContext {
  knex: Knex;
  /** What may be spent on models. */
  modelBudgets: ModelBudgets;
}

/** Answers what is asked about how migrations come along, whoever asks; permission is the business of `AuthorizedProgressService`. */
export class DefaultProgressService implements ProgressService {
  readonly #context: ProgressContext;

  static create(context: ProgressContext): DefaultProgressService {
    return new DefaultProgressService(context);
  }

  private constructor(context: ProgressContext) {
    this.#context = context;
  }

  async getAttention({
    migrationId,
  }: MigrationRequest): Promise<AttentionList> {
    return getAttention(this.#context, migrationId);
  }

  async listAttention({ visibleTo }: ListOptions): Promise<AttentionList> {
    return listAttention(this.#context, visibleTo);
  }

  async listFollowedEntities(
    request: ListFollowedEntitiesRequest,
    options: FollowedOptions,
  ): Promise<FollowedEntityList> {
    return listFollowedEntities(this.#context.knex, request, options);
  }

  async getBurnUp({ migrationId }: MigrationRequest): Promise<BurnUp> {
    return getBurnUp(this.#context.knex, migrationId);
  }

  async getConsumerGraph({
    migrationId,
  }: MigrationRequest): Promise<ConsumerGraph> {
    return getConsumerGraph(this.#context.knex, migrationId);
  }

  async listLedgerEntries(
    request: MigrationRequest & PageRequest,
  ): Promise<LedgerPage> {
    return listLedgerEntries(this.#context.knex, request);
  }
}
