import type { Knex } from 'knex';
import { inChunks } from '../database/inChunks';
import type { DbAliasRow, DbEdgeRow, DbFacetRow } from '../database/rows';
import { touchNodes, touchNodesByKey } from '../database/touchNodes';
import { canonicalDatasetId, keyOfNode, type NodeId } from '../names/NodeId';
import type { LineageEvent } from './eventSchema';
import { planEvent, type PlannedEvent } from './planEvent';
import { stampOfTime } from './stampOf';

const DAY_MS = 86_400_000;

/** Whether an event was new. */
export type EventOutcome = 'recorded' | 'duplicate';

/**
 * Stores what an event says, once, in one transaction. What it says is compared with what is known: only what is new for the
 * catalog touches a node, since the runs of a job mostly say the same.
 */
export async function recordEvent(
  knex: Knex,
  event: LineageEvent,
): Promise<EventOutcome> {
  return await knex.transaction(async tx => {
    const planned = planEvent(event, await findAliases(tx, event));
    const inserted = await tx('dataset_lineage_events')
      .insert({ event_key: planned.eventKey, stamp: planned.stamp })
      .onConflict('event_key')
      .ignore()
      .returning('event_key');
    if (inserted.length === 0) {
      return 'duplicate';
    }
    await recordAliases(tx, planned);
    const known = await findEdges(tx, planned);
    const touched = new Set([
      ...(await recordEdges(tx, { event, planned, known })),
      ...(await recordFacets(tx, planned)),
    ]);
    await touchNodes(tx, { nodes: namedNodes(planned, touched) });
    if (planned.job && touched.has(planned.job.key)) {
      // what it reads or where its code is, other datasets show as well
      await touchNodesByKey(tx, {
        keys: known
          .map(edge => edge.dataset_key)
          .filter(key => !touched.has(key)),
      });
    }
    return 'recorded';
  });
}

async function findEdges(
  tx: Knex,
  { job }: PlannedEvent,
): Promise<DbEdgeRow[]> {
  return job
    ? await tx<DbEdgeRow>('dataset_lineage_edges').where({ job_key: job.key })
    : [];
}

function namedNodes({ job, datasets }: PlannedEvent, keys: Set<string>) {
  return [
    ...(job && keys.has(job.key) ? [{ kind: 'job' as const, ...job }] : []),
    ...[...datasets]
      .filter(([key]) => keys.has(key))
      .map(([, id]) => ({ kind: 'dataset' as const, ...id })),
  ];
}

async function findAliases(tx: Knex, event: LineageEvent) {
  const ids: NodeId[] = [event.inputs, event.outputs, event.dataset]
    .flatMap(given => given ?? [])
    .flatMap(dataset => [
      dataset,
      ...Object.values(dataset.facets.columnLineage?.fields ?? {}).flatMap(
        ({ inputFields }) => inputFields,
      ),
    ]);
  const keys = new Set(
    ids.map(id => keyOfNode('dataset', canonicalDatasetId(id))),
  );
  const found = new Map<string, NodeId>();
  for (const chunk of inChunks([...keys])) {
    const rows = await tx<DbAliasRow>('dataset_lineage_aliases').whereIn(
      'alias_key',
      chunk,
    );
    rows.forEach(({ alias_key: key, namespace, name }) =>
      found.set(key, { namespace, name }),
    );
  }
  return (key: string) => found.get(key);
}

/** What was stored under the other name moves to the better one. */
async function recordAliases(tx: Knex, { aliases }: PlannedEvent) {
  for (const { aliasKey, to } of aliases) {
    const inserted = await tx<DbAliasRow>('dataset_lineage_aliases')
      .insert({ alias_key: aliasKey, namespace: to.namespace, name: to.name })
      .onConflict('alias_key')
      .ignore()
      .returning('alias_key');
    if (inserted.length === 0) {
      continue;
    }
    const key = keyOfNode('dataset', to);
    const edges = await tx<DbEdgeRow>('dataset_lineage_edges').where({
      dataset_key: aliasKey,
    });
    for (const chunk of inChunks(edges)) {
      await tx<DbEdgeRow>('dataset_lineage_edges')
        .insert(chunk.map(edge => ({ ...edge, dataset_key: key })))
        .onConflict(['job_key', 'dataset_key', 'direction'])
        .ignore();
    }
    await tx<DbEdgeRow>('dataset_lineage_edges')
      .where({ dataset_key: aliasKey })
      .delete();
    await tx<DbFacetRow>('dataset_lineage_facets')
      .where({ node_key: aliasKey })
      .delete();
    await touchNodesByKey(tx, {
      keys: [aliasKey, ...edges.map(edge => edge.job_key)],
    });
    if (edges.length > 0) {
      await touchNodes(tx, { nodes: [{ kind: 'dataset', ...to }] });
    }
  }
}

/** An edge that was not seen for a day may be expiring in this moment, and then counts as new. */
function isForgotten(stamp: string | undefined, eventTime: number): boolean {
  return stamp === undefined || stamp < stampOfTime(eventTime - DAY_MS);
}

interface RecordEdgesOptions {
  event: LineageEvent;
  planned: PlannedEvent;
  /** All that are stored of the job. */
  known: DbEdgeRow[];
}

/** Gives the keys of nodes that are told apart from before by an edge. */
async function recordEdges(
  tx: Knex,
  { event, planned, known }: RecordEdgesOptions,
): Promise<string[]> {
  const { job, edges, stamp } = planned;
  if (!job || edges.length === 0) {
    return [];
  }
  const stamps = new Map(
    known.map(row => [`${row.dataset_key} ${row.direction}`, row.stamp]),
  );
  const stampOf = ({ datasetKey, direction }: PlannedEvent['edges'][number]) =>
    stamps.get(`${datasetKey} ${direction}`);
  const later = edges.filter(edge => (stampOf(edge) ?? '') < stamp);
  for (const chunk of inChunks(later)) {
    await tx<DbEdgeRow>('dataset_lineage_edges')
      .insert(
        chunk.map(({ datasetKey, direction }) => ({
          job_key: job.key,
          dataset_key: datasetKey,
          direction,
          stamp,
        })),
      )
      .onConflict(['job_key', 'dataset_key', 'direction'])
      .merge(['stamp'])
      .where('dataset_lineage_edges.stamp', '<', stamp);
  }
  // who writes a dataset makes it depend on all that he reads
  return edges.some(edge => isForgotten(stampOf(edge), event.eventTime))
    ? [job.key, ...edges.map(({ datasetKey }) => datasetKey)]
    : [];
}

/** Gives the keys of nodes that have a facet that says something else than before. */
async function recordFacets(
  tx: Knex,
  { facets, stamp }: PlannedEvent,
): Promise<string[]> {
  const known = new Map<string, Omit<DbFacetRow, 'body'>>();
  const keys = [...new Set(facets.map(({ nodeKey }) => nodeKey))];
  for (const chunk of inChunks(keys)) {
    const rows = await tx<DbFacetRow>('dataset_lineage_facets')
      .whereIn('node_key', chunk)
      .select('node_key', 'facet', 'stamp', 'hash');
    rows.forEach(row => known.set(`${row.node_key} ${row.facet}`, row));
  }
  const later = facets.filter(({ nodeKey, facet }) => {
    const row = known.get(`${nodeKey} ${facet}`);
    return row === undefined || row.stamp < stamp;
  });
  for (const chunk of inChunks(later)) {
    await tx<DbFacetRow>('dataset_lineage_facets')
      .insert(
        chunk.map(({ nodeKey, facet, hash, body }) => ({
          node_key: nodeKey,
          facet,
          stamp,
          hash,
          body,
        })),
      )
      .onConflict(['node_key', 'facet'])
      .merge()
      .where('dataset_lineage_facets.stamp', '<', stamp);
  }
  return later
    .filter(
      ({ nodeKey, facet, hash }) =>
        known.get(`${nodeKey} ${facet}`)?.hash !== hash,
    )
    .map(({ nodeKey }) => nodeKey);
}
