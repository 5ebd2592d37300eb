import type { Entity } from '@backstage/catalog-model';
import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import type { EntityConfig } from '../config/lineageConfigSchema';
import { inChunks } from '../database/inChunks';
import type { DbNodeRow } from '../database/rows';
import { loadStates } from './loadStates';
import { planMutation, type MutationPlan } from './planMutation';

/** Who may take over an entity: nobody. One of the same name that people wrote stands. */
export const LOCATION_KEY = 'dataset-lineage';

export interface PublishOptions {
  knex: Knex;
  connection: Pick<EntityProviderConnection, 'applyMutation'>;
  config: EntityConfig;
  signal?: AbortSignal;
}

/**
 * Tells the catalog everything, so that it forgets what it has from us and should not, whatever happened before. The catalog
 * compares by itself, and works only on what differs.
 */
export async function publishAll(
  options: PublishOptions,
): Promise<{ entities: number }> {
  const { knex, connection } = options;
  const entities: Entity[] = [];
  const plans: MutationPlan[] = [];
  const rows = await knex<DbNodeRow>('dataset_lineage_nodes').orderBy(
    'node_key',
  );
  for (const chunk of inChunks(rows)) {
    const states = await loadStates(knex, { ...options, rows: chunk });
    entities.push(...states.flatMap(({ entity }) => entity ?? []));
    plans.push(planMutation(states));
  }
  options.signal?.throwIfAborted();
  await connection.applyMutation({
    type: 'full',
    entities: entities.map(defer),
  });
  for (const plan of plans) {
    await recordPublished(knex, plan);
  }
  await deleteEmptyNodes(knex);
  return { entities: entities.length };
}

/** Tells the catalog what has changed since it was told last; nothing when nothing has. */
export async function publishChanges(
  options: PublishOptions,
): Promise<{ added: number; removed: number }> {
  const { knex, connection } = options;
  const total = { added: 0, removed: 0 };
  const rows = await knex<DbNodeRow>('dataset_lineage_nodes')
    .whereRaw('version > published_version')
    .orderBy('node_key');
  for (const chunk of inChunks(rows)) {
    const plan = planMutation(
      await loadStates(knex, { ...options, rows: chunk }),
    );
    const { added, removed } = plan;
    options.signal?.throwIfAborted();
    if (added.length + removed.length > 0) {
      await connection.applyMutation({
        type: 'delta',
        added: added.map(defer),
        removed: removed.map(entityRef => ({
          entityRef,
          locationKey: LOCATION_KEY,
        })),
      });
    }
    await recordPublished(knex, plan);
    total.added += added.length;
    total.removed += removed.length;
  }
  if (total.removed > 0) {
    await deleteEmptyNodes(knex);
  }
  return total;
}

function defer(entity: Entity) {
  return { entity, locationKey: LOCATION_KEY };
}

/** After the catalog has heard: told twice after a crash is no harm. What changes meanwhile has a newer version. */
async function recordPublished(
  knex: Knex,
  { published }: MutationPlan,
): Promise<void> {
  const rows = published
    .map(({ row, ...published_ }) => ({
      ...row,
      ...published_,
      published_version: row.version,
    }))
    .filter(
      (row, index) =>
        row.published_version !== published[index].row.published_version ||
        row.published_hash !== published[index].row.published_hash,
    );
  for (const chunk of inChunks(rows)) {
    await knex<DbNodeRow>('dataset_lineage_nodes')
      .insert(chunk)
      .onConflict('node_key')
      .merge(['published_version', 'published_ref', 'published_hash']);
  }
}

/** Takes away nodes of which nobody says anything any more. */
async function deleteEmptyNodes(knex: Knex): Promise<void> {
  const nobodySays = (table: string, column: string) =>
    knex(table).whereRaw('?? = ??', [
      `${table}.${column}`,
      'dataset_lineage_nodes.node_key',
    ]);
  await knex<DbNodeRow>('dataset_lineage_nodes')
    .whereNull('published_ref')
    .whereRaw('version = published_version')
    .whereNotExists(nobodySays('dataset_lineage_facts', 'node_key'))
    .whereNotExists(nobodySays('dataset_lineage_facets', 'node_key'))
    .whereNotExists(nobodySays('dataset_lineage_edges', 'dataset_key'))
    .whereNotExists(nobodySays('dataset_lineage_edges', 'job_key'))
    .delete();
}
