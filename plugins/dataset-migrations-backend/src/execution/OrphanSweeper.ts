import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { OrphanSweep } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import { listRunningAttempts } from '../database/operations/attempts/listRunningAttempts';

export interface OrphanSweeperOptions {
  knex: Knex;
  sweeps: readonly OrphanSweep[];
  logger: LoggerService;
}

/** Shorter than the time that the scheduler gives a tick. */
const SWEEP_MS = 25_000;

/** Lets modules end what runs on other machines for attempts that have ended, or whose worker was lost. */
export class OrphanSweeper {
  readonly #options: OrphanSweeperOptions;

  private constructor(options: OrphanSweeperOptions) {
    this.#options = options;
  }

  static create(options: OrphanSweeperOptions): OrphanSweeper {
    return new OrphanSweeper(options);
  }

  /** Never throws: one sweep that fails is in nobody's way, and its turn comes again. */
  async tick(): Promise<void> {
    const { knex, sweeps, logger } = this.#options;
    for (const sweep of sweeps) {
      try {
        await sweep.sweep({
          listRunning: async attemptIds =>
            await listRunningAttempts({ knex, attemptIds }),
          signal: AbortSignal.timeout(SWEEP_MS),
        });
      } catch (error) {
        logger.warn(
          `What attempts have left behind could not be swept (${sweep.id})`,
          toError(error),
        );
      }
    }
  }
}
