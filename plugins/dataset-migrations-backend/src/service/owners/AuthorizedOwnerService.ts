import type {
  Migration,
  MigrationRequest,
  OwnersRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { MigrationAccess } from '../MigrationAccess';
import type { CallOptions } from '../MigrationService';
import type { OwnerService } from './OwnerService';

type Access = Pick<
  MigrationAccess,
  'requireMigrationTransfer' | 'narrowMigrations'
>;

/** A migration is handed over by whoever may give it away, which is more than to run it. */
export class AuthorizedOwnerService implements OwnerService {
  readonly #inner: OwnerService;
  readonly #access: Access;

  static create(options: {
    inner: OwnerService;
    access: Access;
  }): AuthorizedOwnerService {
    return new AuthorizedOwnerService(options);
  }

  private constructor(options: { inner: OwnerService; access: Access }) {
    this.#inner = options.inner;
    this.#access = options.access;
  }

  async setOwners(
    request: MigrationRequest & OwnersRequest,
    options: CallOptions,
  ): Promise<Migration> {
    const { credentials } = options;
    const { migrationId } = request;
    await this.#access.requireMigrationTransfer(migrationId, credentials);
    const changed = await this.#inner.setOwners(request, options);
    return (await this.#access.narrowMigrations([changed], credentials))[0];
  }
}
