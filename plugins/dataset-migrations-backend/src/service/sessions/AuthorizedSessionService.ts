import type {
  ListSessionEventsRequest,
  SessionEventPage,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { MigrationAccess } from '../MigrationAccess';
import type { CallOptions } from '../MigrationService';
import type { SessionService } from './SessionService';

export interface AuthorizedSessionServiceOptions {
  inner: SessionService;
  access: Pick<MigrationAccess, 'requireAttemptRead'>;
}

/** Who may see the diff of an attempt may see how it came about. */
export class AuthorizedSessionService implements SessionService {
  readonly #inner: SessionService;
  readonly #access: Pick<MigrationAccess, 'requireAttemptRead'>;

  static create(
    options: AuthorizedSessionServiceOptions,
  ): AuthorizedSessionService {
    return new AuthorizedSessionService(options);
  }

  private constructor({ inner, access }: AuthorizedSessionServiceOptions) {
    this.#inner = inner;
    this.#access = access;
  }

  async listSessionEvents(
    request: ListSessionEventsRequest,
    options: CallOptions,
  ): Promise<SessionEventPage> {
    const { credentials } = options;
    await this.#access.requireAttemptRead(request.attemptId, credentials);
    return this.#inner.listSessionEvents(request, options);
  }
}
