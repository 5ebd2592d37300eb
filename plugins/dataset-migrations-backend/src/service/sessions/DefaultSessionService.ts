import type {
  ListSessionEventsRequest,
  SessionEventPage,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { listSessionEvents } from './listSessionEvents';
import type { SessionService } from './SessionService';

export interface SessionContext {
  knex: Knex;
  /** How long logs are kept. */
  keptDays: number;
}

/** Answers what is asked about what agents did, whoever asks; permission is the business of `AuthorizedSessionService`. */
export class DefaultSessionService implements SessionService {
  readonly #context: SessionContext;

  static create(context: SessionContext): DefaultSessionService {
    return new DefaultSessionService(context);
  }

  private constructor(context: SessionContext) {
    this.#context = context;
  }

  async listSessionEvents(
    request: ListSessionEventsRequest,
  ): Promise<SessionEventPage> {
    return listSessionEvents(this.#context, request);
  }
}
