import type {
  LoggerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { InputError, isError } from '@backstage/errors';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import type { DbtSourceConfig } from '../config/lineageConfigSchema';
import { findSource } from '../database/findSource';
import { storeFacts } from '../database/storeFacts';
import { foldManifest } from './foldManifest';
import { parseManifest } from './parseManifest';
import { readManifest } from './readManifest';

export interface DbtSourceOptions {
  config: DbtSourceConfig;
  knex: Knex;
  urlReader: UrlReaderService;
  logger: LoggerService;
}

/** A manifest that is read again and again, and stored where it has changed. */
export class DbtSource {
  readonly #options: DbtSourceOptions;
  /** The first time the text counts even when it is known: this version may read more in it. */
  #hasRead = false;

  constructor(options: DbtSourceOptions) {
    this.#options = options;
  }

  get sourceId(): string {
    return dbtSourceId(this.#options.config);
  }

  /** Reads the manifest, and stores what it says. */
  async refresh(signal?: AbortSignal): Promise<void> {
    const { config, knex, logger } = this.#options;
    const { sourceId } = this;
    const known = this.#hasRead
      ? await findSource(knex, { sourceId })
      : undefined;
    const read = await this.#read(known?.etag, signal);
    if (!read) {
      return;
    }
    const hash = createHash('sha256').update(read.text).digest('hex');
    if (hash === known?.hash) {
      return;
    }
    const manifest = parseManifest(read.text);
    const facts = foldManifest(manifest, config);
    if (facts.length === 0) {
      throw new InputError(
        `The manifest of ${config.id} has no models, seeds, snapshots or sources; what is known of it is kept. To take it away, take its entry out of the configuration`,
      );
    }
    manifest.problems.forEach(problem =>
      logger.warn(`The manifest of ${config.id}: ${problem}`),
    );
    signal?.throwIfAborted();
    const { changed, removed } = await storeFacts(knex, {
      sourceId,
      hash,
      etag: read.etag,
      facts,
    });
    this.#hasRead = true;
    if (changed + removed > 0) {
      logger.info(
        `The manifest of ${config.id} has ${facts.length} datasets and exposures: ${changed} new or changed, ${removed} gone`,
      );
    }
  }

  /** Nothing when the reader says that it is what is known. */
  async #read(etag: string | undefined, signal: AbortSignal | undefined) {
    const { config, urlReader } = this.#options;
    try {
      return await readManifest({ ...config, urlReader, etag, signal });
    } catch (error) {
      if (isError(error) && error.name === 'NotModifiedError') {
        return undefined;
      }
      throw error;
    }
  }
}

/** What rows of a manifest are kept under. */
export function dbtSourceId({ id }: Pick<DbtSourceConfig, 'id'>): string {
  return `dbt:${id}`;
}
