import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  MigrationState,
  Readers,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type {
  ReaderCandidate,
  ReaderSource,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { claimReaderLook } from '../database/operations/completion/claimReaderLook';
import { listMigrationsByUnsettled } from '../database/operations/completion/listMigrationsByUnsettled';
import { listWatchedMigrations } from '../database/operations/completion/listWatchedMigrations';
import { storeReaders } from '../database/operations/completion/storeReaders';
import { moveMigration } from '../database/operations/migrations/moveMigration';
import type {
  DbContractRow,
  DbMigrationRow,
  DbTargetRow,
} from '../database/tables';
import { collectReaders } from './collectReaders';
import { completionGate } from './completionGate';
import { queueBackslid } from './queueBackslid';

export interface MigrationCompleterOptions {
  knex: Knex;
  sources: readonly ReaderSource[];
  /** How long to wait after a look before the next one, while completing and after the end. */
  lookAgainSeconds: number;
  /** Called after what has changed in a migration is committed. */
  onChange: (migrationId: string) => void;
  logger: LoggerService;
}

/** How long to wait when something could not be looked at: a code host is rarely down for a day. */
const UNKNOWN_AGAIN_SECONDS = 300;

/** Takes migrations to their end: when all targets are settled and nobody reads the old dataset any more. Afterwards it watches that it stays so. */
export class MigrationCompleter {
  readonly #options: MigrationCompleterOptions;
  readonly #looks = new Map<string, Promise<void>>();
  readonly #shutdown = new AbortController();

  private constructor(options: MigrationCompleterOptions) {
    this.#options = options;
  }

  static create(options: MigrationCompleterOptions): MigrationCompleter {
    return new MigrationCompleter(options);
  }

  /** Moves what can be moved and begins looks that are due; it never waits for a look. */
  async tick(): Promise<void> {
    await this.#moveAll({
      states: ['running'],
      hasUnsettled: false,
      to: 'completing',
      reason: 'All targets are settled; looking for readers',
    });
    await this.#moveAll({
      states: ['completing', 'completed'],
      hasUnsettled: true,
      to: 'running',
      reason: 'A target is on its way again',
    });
    const completing = await listMigrationsByUnsettled({
      knex: this.#options.knex,
      states: ['completing'],
      hasUnsettled: false,
    });
    for (const { id } of completing) {
      if (!(await this.#complete(id))) {
        await this.#beginLook(id);
      }
    }
    for (const id of await listWatchedMigrations(this.#options.knex)) {
      await this.#beginLook(id);
    }
  }

  /** Resolves when no look is going on in this process. */
  async idle(): Promise<void> {
    await Promise.all(this.#looks.values());
  }

  /** Stops looking; the next look begins again from the start. */
  async drain(): Promise<void> {
    this.#shutdown.abort(new Error('The backend is stopped'));
    await this.idle();
  }

  async #moveAll(options: {
    states: MigrationState[];
    hasUnsettled: boolean;
    to: MigrationState;
    reason: string;
  }): Promise<void> {
    const { knex, onChange } = this.#options;
    const { states, hasUnsettled, to, reason } = options;
    for (const { id, state } of await listMigrationsByUnsettled({
      knex,
      states,
      hasUnsettled,
    })) {
      const moved = await knex.transaction(async tx => {
        // What was found before belongs to the time before.
        await tx<DbMigrationRow>('migrations')
          .where({ id, state })
          .update({ readers: null, readers_look_at: null });
        return await moveMigration({
          tx,
          migrationId: id,
          from: state,
          to,
          reason,
          actor: 'skein',
        });
      });
      if (moved) {
        onChange(id);
      }
    }
  }

  async #complete(migrationId: string): Promise<boolean> {
    const { knex, onChange } = this.#options;
    const migration = await knex<DbMigrationRow>('migrations')
      .where({ id: migrationId })
      .first('readers', 'state_reason');
    if (!migration?.readers) {
      return false;
    }
    const targets = await knex<DbTargetRow>('targets')
      .where({ migration_id: migrationId })
      .select('id', 'state');
    const states = new Map(targets.map(target => [target.id, target.state]));
    const readers: Readers = JSON.parse(migration.readers);
    const { completed, reason } = completionGate({
      readers,
      stateOf: targetId => states.get(targetId),
    });
    if (!completed) {
      await this.#explain(migrationId, migration.state_reason, reason);
      return false;
    }
    const moved = await knex.transaction(
      async tx =>
        await moveMigration({
          tx,
          migrationId,
          from: 'completing',
          to: 'completed',
          reason,
          actor: 'skein',
        }),
    );
    if (moved) {
      onChange(migrationId);
    }
    return moved;
  }

  async #explain(
    migrationId: string,
    before: string | null,
    reason: string,
  ): Promise<void> {
    if (before === reason) {
      return;
    }
    const { knex, onChange } = this.#options;
    const explained = await knex<DbMigrationRow>('migrations')
      .where({ id: migrationId, state: 'completing' })
      .update({ state_reason: reason });
    if (explained > 0) {
      onChange(migrationId);
    }
  }

  async #beginLook(migrationId: string): Promise<void> {
    const { knex, logger } = this.#options;
    if (
      this.#shutdown.signal.aborted ||
      this.#looks.has(migrationId) ||
      !(await claimReaderLook({ knex, migrationId }))
    ) {
      return;
    }
    const look = this.#look(migrationId)
      .catch(error => {
        if (!this.#shutdown.signal.aborted) {
          logger.error('Readers could not be looked for', toError(error));
        }
      })
      .finally(() => {
        this.#looks.delete(migrationId);
      });
    this.#looks.set(migrationId, look);
  }

  async #look(migrationId: string): Promise<void> {
    const { knex, sources, lookAgainSeconds, onChange, logger } = this.#options;
    const contract = await knex<DbContractRow>('contracts')
      .join('migrations', function current() {
        this.on('migrations.id', 'contracts.migration_id').andOn(
          'migrations.contract_version',
          'contracts.version',
        );
      })
      .where('migrations.id', migrationId)
      .first('contracts.contract');
    const targets = await knex<DbTargetRow>('targets')
      .where({ migration_id: migrationId })
      .whereNotIn('state', ['notAConsumer', 'cancelled'])
      .orderBy('target_key');
    const readers = await collectReaders({
      sources,
      logger,
      contract: JSON.parse(contract!.contract),
      candidates: targets.map(toCandidate),
      signal: this.#shutdown.signal,
    });
    await knex.transaction(async tx => {
      await queueBackslid({ tx, migrationId, places: readers.places });
      await storeReaders({
        knex: tx,
        migrationId,
        readers,
        againSeconds: readers.places.some(({ unknown }) => unknown)
          ? Math.min(lookAgainSeconds, UNKNOWN_AGAIN_SECONDS)
          : lookAgainSeconds,
      });
    });
    onChange(migrationId);
    await this.#complete(migrationId);
  }
}

function toCandidate(target: DbTargetRow): ReaderCandidate {
  return {
    targetId: target.id,
    repository: {
      host: target.host,
      owner: target.repository_owner,
      name: target.repository_name,
    },
    paths: target.paths === null ? undefined : JSON.parse(target.paths),
    excludedPaths:
      target.excluded_paths === null
        ? undefined
        : JSON.parse(target.excluded_paths),
  };
}
