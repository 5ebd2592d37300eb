import type {
  AuthService,
  LoggerService,
  SchedulerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { ComponentIndex } from '../components/ComponentIndex';
import { listComponents } from '../components/listComponents';
import { matchJobs } from '../components/matchJobs';
import type { LineageConfig } from '../config/readLineageConfig';
import { deleteOtherSources } from '../database/storeFacts';
import { DbtSource, dbtSourceId } from '../dbt/DbtSource';
import { expireEvents } from '../openlineage/expireEvents';
import { LOCATION_KEY, publishAll, publishChanges } from './publishNodes';

export interface DatasetLineageProviderOptions {
  config: LineageConfig;
  knex: Knex;
  catalog: Pick<CatalogService, 'streamEntities'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  scheduler: Pick<SchedulerService, 'scheduleTask'>;
  urlReader: UrlReaderService;
  logger: LoggerService;
}

/**
 * Gives the catalog the datasets that the rows tell of. There is one for all sources, since several of them speak of the same
 * datasets and the catalog takes an entity from one provider only.
 */
export class DatasetLineageProvider implements EntityProvider {
  readonly #options: DatasetLineageProviderOptions;
  #connection: EntityProviderConnection | undefined;
  #components: { index: ComponentIndex; since: number } | undefined;
  /** The first time everything is told: what was told before this process began is only believed, not known. */
  #hasPublished = false;

  constructor(options: DatasetLineageProviderOptions) {
    this.#options = options;
  }

  getProviderName(): string {
    return LOCATION_KEY;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    const { config, scheduler } = this.#options;
    for (const { schedule, ...source } of config.dbt) {
      const dbt = new DbtSource({ ...this.#options, config: source });
      await scheduler.scheduleTask({
        ...schedule,
        id: `dataset-lineage-dbt-${source.id}`,
        fn: signal => dbt.refresh(signal),
      });
    }
    await scheduler.scheduleTask({
      ...config.publishSchedule,
      id: 'dataset-lineage-publish',
      fn: signal => this.publish(signal),
    });
  }

  /** Brings what follows from rows and catalog up to date, and tells the catalog what has changed. */
  async publish(signal?: AbortSignal): Promise<void> {
    const { config, knex, logger } = this.#options;
    const connection = this.#connection;
    if (!connection) {
      throw new Error('The catalog has not connected this provider yet');
    }
    const options = { knex, connection, config: config.entities, signal };
    if (config.openLineage) {
      await expireEvents(knex, {
        before: Date.now() - config.openLineage.retention,
      });
      await this.#matchJobs(config.openLineage.matchInterval);
    }
    if (!this.#hasPublished) {
      if (!config.openLineage) {
        await expireEvents(knex, { before: Number.MAX_SAFE_INTEGER });
      }
      await deleteOtherSources(knex, {
        sourceIds: config.dbt.map(dbtSourceId),
      });
      const { entities } = await publishAll(options);
      this.#hasPublished = true;
      logger.info(`Told the catalog of ${entities} datasets and their readers`);
      return;
    }
    const { added, removed } = await publishChanges(options);
    if (added + removed > 0) {
      logger.info(
        `Told the catalog of ${added} new or changed datasets and readers, and of ${removed} that are gone`,
      );
    }
  }

  async #matchJobs(interval: number): Promise<void> {
    const { knex, catalog, auth } = this.#options;
    const isFresh =
      this.#components && Date.now() - this.#components.since < interval;
    if (!this.#components || !isFresh) {
      const index = new ComponentIndex(await listComponents({ catalog, auth }));
      this.#components = { index, since: Date.now() };
    }
    await matchJobs(knex, {
      components: this.#components.index,
      changedOnly: Boolean(isFresh),
    });
  }
}
