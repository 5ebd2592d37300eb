import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { MappingContract } from '@skein/backstage-plugin-dataset-migrations-common';
import type { ConsumerSource } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import type { CodeHosts } from '../codeHosts/CodeHosts';
import { claimConsumerLook } from '../database/operations/completion/claimConsumerLook';
import { findContract } from '../database/operations/contracts/findContract';
import { findMigration } from '../database/operations/migrations/findMigration';
import type { DbMigrationRow } from '../database/tables';
import { nowPlus } from '../database/time';
import { discoverConsumers } from '../discovery/discoverConsumers';
import { planTargets } from '../planning/planTargets';
import { renderRepositoryUrl } from '../planning/renderRepositoryUrl';
import { storeJoining } from './storeJoining';

export interface ConsumerWatchOptions {
  knex: Knex;
  auth: AuthService;
  codeHosts: CodeHosts;
  sources: readonly ConsumerSource[];
  /** How long to wait after a look before the next one. */
  lookAgainSeconds: number;
  /** Called after what has changed in a migration is committed. */
  onChange: (migrationId: string) => void;
  logger: LoggerService;
}

/** A look that takes longer is given up; the sources are asked over the network. */
const TIMEOUT_MS = 120_000;

/** Looks for new consumers of datasets that are being moved, or were: they join, so that nobody slides back unseen. */
export class ConsumerWatch {
  readonly #options: ConsumerWatchOptions;
  readonly #shutdown = new AbortController();
  #look: Promise<void> | undefined;

  private constructor(options: ConsumerWatchOptions) {
    this.#options = options;
  }

  static create(options: ConsumerWatchOptions): ConsumerWatch {
    return new ConsumerWatch(options);
  }

  /** Begins the look that is due next, if there is one and none goes on; it never waits for it. */
  async tick(): Promise<void> {
    const { knex, lookAgainSeconds, logger } = this.#options;
    if (this.#look || this.#shutdown.signal.aborted) {
      return;
    }
    const migrationId = await claimConsumerLook({ knex, lookAgainSeconds });
    if (migrationId === undefined) {
      return;
    }
    this.#look = this.#lookAt(migrationId)
      .catch(error => {
        if (!this.#shutdown.signal.aborted) {
          logger.error('New consumers could not be looked for', toError(error));
        }
      })
      .finally(() => {
        this.#look = undefined;
      });
  }

  /** Resolves when no look is going on in this process. */
  async idle(): Promise<void> {
    await this.#look;
  }

  /** Stops looking; the next look begins again from the start. */
  async drain(): Promise<void> {
    this.#shutdown.abort(new Error('The backend is stopped'));
    await this.idle();
  }

  async #lookAt(migrationId: string): Promise<void> {
    const { knex, auth, codeHosts, sources, onChange, logger } = this.#options;
    const migration = await findMigration(knex, migrationId);
    const stored = await findContract(knex, {
      migrationId,
      version: migration!.contract_version,
    });
    const contract: MappingContract = JSON.parse(stored!.contract);
    const { consumers, findings } = await discoverConsumers({
      sources,
      contract,
      credentials: await auth.getOwnServiceCredentials(),
      signal: AbortSignal.any([
        this.#shutdown.signal,
        AbortSignal.timeout(TIMEOUT_MS),
      ]),
      logger,
    });
    const plan = planTargets({
      consumers,
      outputs: contract.spec.outputs,
      includeUndeclared: Boolean(migration!.include_undeclared),
    });
    const joined = await knex.transaction(async tx => {
      const count = await storeJoining({
        tx,
        migrationId,
        plan,
        findings: [...findings, ...plan.findings],
        repositoryUrl: ({ repository }) =>
          renderRepositoryUrl(codeHosts, repository),
      });
      await tx<DbMigrationRow>('migrations')
        .where({ id: migrationId })
        .update({
          consumers_look_at: nowPlus(tx, this.#options.lookAgainSeconds),
        });
      return count;
    });
    if (joined > 0) {
      onChange(migrationId);
    }
  }
}
