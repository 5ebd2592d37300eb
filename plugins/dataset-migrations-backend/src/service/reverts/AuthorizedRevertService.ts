import type {
  MigrationRequest,
  RevertRequest,
  RevertResult,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { MigrationAccess } from '../MigrationAccess';
import type { CallOptions } from '../MigrationService';
import type { RevertService } from './RevertService';

export interface AuthorizedRevertServiceOptions {
  inner: RevertService;
  access: MigrationAccess;
}

/** Who may change a migration may have it undone. */
export class AuthorizedRevertService implements RevertService {
  readonly #inner: RevertService;
  readonly #access: MigrationAccess;

  static create(
    options: AuthorizedRevertServiceOptions,
  ): AuthorizedRevertService {
    return new AuthorizedRevertService(options);
  }

  private constructor({ inner, access }: AuthorizedRevertServiceOptions) {
    this.#inner = inner;
    this.#access = access;
  }

  async revertTargets(
    request: MigrationRequest & RevertRequest,
    options: CallOptions,
  ): Promise<RevertResult> {
    const { credentials } = options;
    await this.#access.requireMigrationUpdate(request.migrationId, credentials);
    return this.#inner.revertTargets(request, options);
  }
}
