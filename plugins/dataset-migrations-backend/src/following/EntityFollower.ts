import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import { DATASET_MIGRATION_KIND } from '@skein/backstage-plugin-dataset-migrations-common';
import { ensureFollowedEntity } from '../database/operations/followedEntities/ensureFollowedEntity';
import {
  listFollowedEntities,
  type FollowedEntityLook,
} from '../database/operations/followedEntities/listFollowedEntities';
import type { FollowContext } from './FollowContext';
import { followEntity } from './followEntity';
import { noteGone } from './noteGone';

/** Entities in one answer of the catalog, and answers in one tick. Of more entities than that none is ever taken for gone. */
const PAGE_SIZE = 500;
const MOST_PAGES = 20;

/** Entities that are looked at in one tick; the next ones come with the next. */
const MOST_LOOKS = 20;

/** What is refused is looked at again after this, since what stood in its way may have changed. */
const REFUSED_AGAIN_SECONDS = 300;

/** All that is asked for to see whether an entity has changed: contracts are long. */
const FIELDS = ['kind', 'metadata.namespace', 'metadata.name', 'metadata.etag'];

/** Makes drafts of migrations that are entities of the catalog, and keeps them as the entities say. */
export class EntityFollower {
  readonly #context: FollowContext;
  #looking: Promise<void> = Promise.resolve();
  #stopped = false;

  static create(context: FollowContext): EntityFollower {
    return new EntityFollower(context);
  }

  private constructor(context: FollowContext) {
    this.#context = context;
  }

  /** Looks what has changed in the catalog. Where it has no migrations that is one request. */
  async tick(): Promise<void> {
    this.#looking = this.#looking.catch(() => {}).then(() => this.#look());
    await this.#looking;
  }

  /** Begins no look any more, and waits for the end of one. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#looking.catch(() => {});
  }

  async #look(): Promise<void> {
    const { knex, auth } = this.#context;
    const credentials = await auth.getOwnServiceCredentials();
    const { tags, isWhole } = await this.#listTags(credentials);
    const known = await listFollowedEntities(knex, {
      staleSeconds: REFUSED_AGAIN_SECONDS,
    });
    await this.#followAll(listDue(tags, known), credentials);
    if (isWhole) {
      const missing = known.filter(
        ({ entity_ref: ref, state }) => state !== 'gone' && !tags.has(ref),
      );
      await this.#noteGone(
        missing.map(({ entity_ref: ref }) => ref),
        credentials,
      );
    }
  }

  /** The ETag of each entity by its reference, and whether these are all. */
  async #listTags(
    credentials: BackstageCredentials,
  ): Promise<{ tags: Map<string, string | undefined>; isWhole: boolean }> {
    const { catalog, logger } = this.#context;
    const tags = new Map<string, string | undefined>();
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const { items, pageInfo } = await catalog.queryEntities(
        cursor === undefined
          ? {
              filter: { kind: DATASET_MIGRATION_KIND },
              fields: FIELDS,
              limit: PAGE_SIZE,
            }
          : { cursor, fields: FIELDS, limit: PAGE_SIZE },
        { credentials },
      );
      for (const entity of items) {
        tags.set(stringifyEntityRef(entity), entity.metadata.etag);
      }
      cursor = pageInfo.nextCursor;
      if (cursor === undefined) {
        return { tags, isWhole: true };
      }
    }
    logger.warn(
      `The catalog has more than ${
        PAGE_SIZE * MOST_PAGES
      } entities of the kind ${DATASET_MIGRATION_KIND}; the others are not followed`,
    );
    return { tags, isWhole: false };
  }

  async #followAll(
    refs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { knex, catalog, logger } = this.#context;
    const looked = refs.slice(0, MOST_LOOKS);
    if (looked.length === 0) {
      return;
    }
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: looked },
      { credentials },
    );
    for (const [index, entity] of items.entries()) {
      if (!entity || this.#stopped) {
        continue;
      }
      try {
        const row = await ensureFollowedEntity(knex, looked[index]);
        await followEntity(this.#context, { row, entity, credentials });
      } catch (error) {
        logger.error('An entity could not be followed', {
          entityRef: looked[index],
          error: stringifyError(error),
        });
      }
    }
  }

  /** Asks for each of them again: what moved while pages were turned is not gone. */
  async #noteGone(
    refs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { knex, catalog, onChange } = this.#context;
    const asked = refs.slice(0, PAGE_SIZE);
    if (asked.length === 0 || this.#stopped) {
      return;
    }
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: asked, fields: ['kind'] },
      { credentials },
    );
    for (const [index, entity] of items.entries()) {
      if (!entity) {
        const migrationId = await noteGone(knex, asked[index]);
        if (migrationId !== undefined) {
          onChange(migrationId);
        }
      }
    }
  }
}

/** Entities that are new, have changed, or are refused for long; those first that were looked at longest ago. */
function listDue(
  tags: ReadonlyMap<string, string | undefined>,
  known: readonly FollowedEntityLook[],
): string[] {
  const refs = new Set(known.map(({ entity_ref: ref }) => ref));
  const again = known.filter(({ entity_ref: ref, ...row }) => {
    const tag = tags.get(ref);
    return (
      tags.has(ref) &&
      (row.state === 'gone' ||
        tag === undefined ||
        tag !== row.seen_etag ||
        (row.state === 'refused' && Boolean(row.is_stale)))
    );
  });
  return [
    ...[...tags.keys()].filter(ref => !refs.has(ref)),
    ...again.map(({ entity_ref: ref }) => ref),
  ];
}
