import type { Knex } from 'knex';
import { keyOfNode, type NodeId, type NodeKind } from '../names/NodeId';
import { inChunks } from './inChunks';
import type { DbNodeRow } from './rows';

/** A node that is named. */
export type NamedNode = NodeId & { kind: NodeKind };

/**
 * Notes that the entities of these nodes may have changed; those that are new become rows. Rows are locked in one order, so
 * that writers do not wait for each other in a circle.
 */
export async function touchNodes(
  tx: Knex,
  { nodes }: { nodes: readonly NamedNode[] },
): Promise<void> {
  const rows = new Map(
    nodes.map(({ kind, namespace, name }) => {
      const key = keyOfNode(kind, { namespace, name });
      return [key, { node_key: key, kind, namespace, name }] as const;
    }),
  );
  const sorted = [...rows.values()].sort((a, b) =>
    a.node_key < b.node_key ? -1 : 1,
  );
  for (const chunk of inChunks(sorted)) {
    await tx<DbNodeRow>('dataset_lineage_nodes')
      .insert(chunk)
      .onConflict('node_key')
      .merge({ version: tx.raw('dataset_lineage_nodes.version + 1') });
  }
}

/** As `touchNodes`, for nodes that have rows. */
export async function touchNodesByKey(
  tx: Knex,
  { keys }: { keys: Iterable<string> },
): Promise<void> {
  for (const chunk of inChunks([...new Set(keys)].sort())) {
    const nodes = await tx<DbNodeRow>('dataset_lineage_nodes')
      .whereIn('node_key', chunk)
      .select('kind', 'namespace', 'name');
    await touchNodes(tx, { nodes });
  }
}
