import type { Knex } from 'knex';
import type { LineageFacts } from '../facts/LineageFacts';
import { hashOf, keyOfNode } from '../names/NodeId';
import { inChunks } from './inChunks';
import type { DbFactsRow, DbSourceRow } from './rows';
import { touchNodes, touchNodesByKey } from './touchNodes';

export interface StoreFactsOptions {
  sourceId: string;
  /** Of the text that the facts come from. */
  hash: string;
  etag?: string;
  facts: LineageFacts[];
}

/** Makes the facts of one source those that are given, in one transaction; writes and touches only what differs. */
export async function storeFacts(
  knex: Knex,
  { sourceId, hash, etag, facts }: StoreFactsOptions,
): Promise<{ changed: number; removed: number }> {
  const wanted = new Map(
    facts.map(each => [
      keyOfNode(each.kind, each),
      { facts: each, hash: hashOf(each) },
    ]),
  );
  return await knex.transaction(async tx => {
    await tx<DbSourceRow>('dataset_lineage_sources')
      .insert({ source_id: sourceId, hash, etag: etag ?? null })
      .onConflict('source_id')
      .merge();
    const known = await tx<DbFactsRow>('dataset_lineage_facts')
      .where({ source_id: sourceId })
      .select('node_key', 'hash');
    const hashes = new Map(known.map(row => [row.node_key, row.hash]));
    const changed = [...wanted].filter(
      ([key, each]) => hashes.get(key) !== each.hash,
    );
    const removed = [...hashes.keys()].filter(key => !wanted.has(key));
    for (const chunk of inChunks(changed)) {
      await tx<DbFactsRow>('dataset_lineage_facts')
        .insert(
          chunk.map(([key, each]) => ({
            source_id: sourceId,
            node_key: key,
            hash: each.hash,
            facts: JSON.stringify(each.facts),
          })),
        )
        .onConflict(['source_id', 'node_key'])
        .merge();
    }
    await deleteFacts(tx, { sourceId, keys: removed });
    await touchNodes(tx, { nodes: changed.map(([, each]) => each.facts) });
    return { changed: changed.length, removed: removed.length };
  });
}

/** Takes away what sources said that are no longer asked. */
export async function deleteOtherSources(
  knex: Knex,
  { sourceIds }: { sourceIds: string[] },
): Promise<void> {
  await knex.transaction(async tx => {
    const gone = await tx<DbSourceRow>('dataset_lineage_sources')
      .whereNotIn('source_id', sourceIds)
      .pluck('source_id');
    for (const sourceId of gone) {
      const keys = await tx<DbFactsRow>('dataset_lineage_facts')
        .where({ source_id: sourceId })
        .pluck('node_key');
      await deleteFacts(tx, { sourceId, keys });
      await tx<DbSourceRow>('dataset_lineage_sources')
        .where({ source_id: sourceId })
        .delete();
    }
  });
}

async function deleteFacts(
  tx: Knex,
  { sourceId, keys }: { sourceId: string; keys: string[] },
): Promise<void> {
  for (const chunk of inChunks(keys)) {
    await tx<DbFactsRow>('dataset_lineage_facts')
      .where({ source_id: sourceId })
      .whereIn('node_key', chunk)
      .delete();
  }
  await touchNodesByKey(tx, { keys });
}
