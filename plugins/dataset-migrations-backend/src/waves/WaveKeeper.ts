import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Knex } from 'knex';
import { listMigrationsWithWaves } from '../database/operations/waves/listMigrationsWithWaves';
import { advanceWaves } from './advanceWaves';

export interface WaveKeeperOptions {
  knex: Knex;
  /** Called after what has changed in a migration is committed. */
  onChange: (migrationId: string) => void;
  logger: LoggerService;
}

/** Takes migrations from wave to wave. Several replicas may do so at once. */
export class WaveKeeper {
  readonly #options: WaveKeeperOptions;

  private constructor(options: WaveKeeperOptions) {
    this.#options = options;
  }

  static create(options: WaveKeeperOptions): WaveKeeper {
    return new WaveKeeper(options);
  }

  /** Each migration on its own: one that cannot be judged does not hold up the others. */
  async tick(): Promise<void> {
    const { knex, onChange, logger } = this.#options;
    for (const migrationId of await listMigrationsWithWaves(knex)) {
      try {
        const changed = await knex.transaction(
          async tx => await advanceWaves({ tx, migrationId }),
        );
        if (changed) {
          onChange(migrationId);
        }
      } catch (error) {
        logger.error(
          `The waves of the migration ${migrationId} could not be judged`,
          toError(error),
        );
      }
    }
  }
}
