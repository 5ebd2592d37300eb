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
import type { MigrationAccess } from '../MigrationAccess';
import type { CallOptions } from '../MigrationService';
import type { ProgressService } from './ProgressService';

type Access = Pick<
  MigrationAccess,
  'migrationReads' | 'requireMigrationRead' | 'visibleMigrations'
>;

export interface AuthorizedProgressServiceOptions {
  inner: ProgressService;
  access: Access;
}

/** Who may see a migration sees how it comes along. */
export class AuthorizedProgressService implements ProgressService {
  readonly #inner: ProgressService;
  readonly #access: Access;

  static create(
    options: AuthorizedProgressServiceOptions,
  ): AuthorizedProgressService {
    return new AuthorizedProgressService(options);
  }

  private constructor({ inner, access }: AuthorizedProgressServiceOptions) {
    this.#inner = inner;
    this.#access = access;
  }

  async getAttention(
    request: MigrationRequest,
    options: CallOptions,
  ): Promise<AttentionList> {
    await this.#requireRead(request, options);
    return this.#inner.getAttention(request, options);
  }

  async listAttention({ credentials }: CallOptions): Promise<AttentionList> {
    const visibleTo = await this.#access.visibleMigrations(credentials);
    return this.#inner.listAttention({ credentials, visibleTo });
  }

  async listFollowedEntities(
    request: ListFollowedEntitiesRequest,
    { credentials }: CallOptions,
  ): Promise<FollowedEntityList> {
    const maySee = await this.#access.migrationReads(credentials);
    return this.#inner.listFollowedEntities(request, { credentials, maySee });
  }

  async getBurnUp(
    request: MigrationRequest,
    options: CallOptions,
  ): Promise<BurnUp> {
    await this.#requireRead(request, options);
    return this.#inner.getBurnUp(request, options);
  }

  async getConsumerGraph(
    request: MigrationRequest,
    options: CallOptions,
  ): Promise<ConsumerGraph> {
    await this.#requireRead(request, options);
    return this.#inner.getConsumerGraph(request, options);
  }

  async listLedgerEntries(
    request: MigrationRequest & PageRequest,
    options: CallOptions,
  ): Promise<LedgerPage> {
    await this.#requireRead(request, options);
    return this.#inner.listLedgerEntries(request, options);
  }

  async #requireRead(
    { migrationId }: MigrationRequest,
    { credentials }: CallOptions,
  ): Promise<void> {
    await this.#access.requireMigrationRead(migrationId, credentials);
  }
}
