import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AgentAttempt } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import { appendSessionEvents } from '../database/operations/sessions/appendSessionEvents';
import { deleteOldSessionEvents } from '../database/operations/sessions/deleteOldSessionEvents';
import { SESSION_LIMITS, type SessionLimits } from './admitEvent';
import { AttemptLog } from './AttemptLog';

export interface DatabaseSessionLogsOptions {
  knex: Knex;
  /** How long what agents did is kept; 0 keeps nothing. */
  keptDays: number;
  /** Default: `SESSION_LIMITS`. */
  limits?: SessionLimits;
  logger: LoggerService;
}

const MOST_DELETED = 5_000;
const DAY_SECONDS = 24 * 3600;

/** The logs of attempts in the database: only the attempt that holds the fence of its target adds to one. */
export class DatabaseSessionLogs {
  readonly #options: DatabaseSessionLogsOptions;

  private constructor(options: DatabaseSessionLogsOptions) {
    this.#options = options;
  }

  static create(options: DatabaseSessionLogsOptions): DatabaseSessionLogs {
    return new DatabaseSessionLogs(options);
  }

  /** The log of an attempt that begins; undefined where nothing is kept. */
  open(attempt: Pick<AgentAttempt, 'id'>): AttemptLog | undefined {
    const { knex, keptDays, limits = SESSION_LIMITS, logger } = this.#options;
    return keptDays === 0
      ? undefined
      : AttemptLog.create({
          append: async events =>
            await knex.transaction(
              async tx =>
                await appendSessionEvents({
                  tx,
                  attemptId: attempt.id,
                  events,
                }),
            ),
          limits,
          logger,
        });
  }

  /** Deletes what is old, some of it at a time. */
  async sweep(): Promise<void> {
    const { knex, keptDays } = this.#options;
    await deleteOldSessionEvents({
      knex,
      olderThanSeconds: keptDays * DAY_SECONDS,
      limit: MOST_DELETED,
    });
  }
}
