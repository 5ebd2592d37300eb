import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { SignalsService } from '@backstage/plugin-signals-node';

/** Channel on which pages hear that they should look again. */
export const SIGNALS_CHANNEL = 'dataset-migrations';

/** A migration of thousands of targets changes all the time; nobody reads faster than that. */
const PAUSE_MS = 1000;

export interface ChangeAnnouncerOptions {
  signals: SignalsService;
  logger: LoggerService;
}

/** Tells pages which migration has changed: at once, and then once a second at most for each migration. */
export class ChangeAnnouncer {
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  /** Migrations that were announced a moment ago, and whether they have changed since. */
  readonly #resting = new Map<string, { changedAgain: boolean }>();

  static create(options: ChangeAnnouncerOptions): ChangeAnnouncer {
    return new ChangeAnnouncer(options);
  }

  private constructor(options: ChangeAnnouncerOptions) {
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  /** To be called after a change is committed. Never throws: a signal that is lost costs a page some seconds. */
  readonly onChange = (migrationId: string): void => {
    const resting = this.#resting.get(migrationId);
    if (resting) {
      resting.changedAgain = true;
      return;
    }
    this.#resting.set(migrationId, { changedAgain: false });
    this.#publish(migrationId);
    setTimeout(() => {
      const changedAgain = this.#resting.get(migrationId)?.changedAgain;
      this.#resting.delete(migrationId);
      if (changedAgain) {
        this.onChange(migrationId);
      }
    }, PAUSE_MS).unref();
  };

  /** Everybody gets the id and nothing else, since a channel knows no permissions. */
  #publish(migrationId: string): void {
    this.#signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: SIGNALS_CHANNEL,
        message: { migrationId },
      })
      .catch(error =>
        this.#logger.warn('A signal could not be published', {
          error: stringifyError(error),
        }),
      );
  }
}
