import type { Knex } from 'knex';
import { inChunks } from '../database/inChunks';
import type { DbEdgeRow, DbFacetRow, DbNodeRow } from '../database/rows';
import type { NodeId } from '../names/NodeId';
import type { ObservedDataset, ObservedJob, StoredFacets } from './foldEvents';

/** Jobs and datasets as events have described them; nodes that no event has told of are missing. */
export interface Observations {
  datasets: Map<string, ObservedDataset>;
  jobs: Map<string, ObservedJob>;
}

export interface ObserveNodesOptions {
  keys: string[];
  /** Entity reference of a job's own component. */
  refOfJob(id: NodeId): string;
}

/** Reads what is stored of events for some nodes, and for whoever reads and writes them. */
export async function observeNodes(
  knex: Knex,
  { keys, refOfJob }: ObserveNodesOptions,
): Promise<Observations> {
  const edges = await selectEdges(knex, 'dataset_key', keys);
  const asJob = await selectEdges(knex, 'job_key', keys);
  const writerKeys = edges
    .filter(({ direction }) => direction === 'output')
    .map(edge => edge.job_key);
  const inputs = (await selectEdges(knex, 'job_key', writerKeys)).filter(
    ({ direction }) => direction === 'input',
  );
  const allKeys = new Set([
    ...keys,
    ...[...edges, ...inputs].flatMap(edge => [edge.job_key, edge.dataset_key]),
  ]);
  const nodes = await selectNodes(knex, [...allKeys]);
  const facets = await selectFacets(knex, [
    ...new Set([...keys, ...edges.map(edge => edge.job_key)]),
  ]);
  const toJob = (key: string): ObservedJob => {
    const { namespace, name, component_ref: componentRef } = nodes.get(key)!;
    return {
      namespace,
      name,
      facets: facets.get(key) ?? new Map(),
      ...(componentRef !== null && { componentRef }),
      ownRef: refOfJob({ namespace, name }),
    };
  };
  const toId = (key: string): NodeId => {
    const { namespace, name } = nodes.get(key)!;
    return { namespace, name };
  };
  const edgesOf = groupBy(edges, edge => edge.dataset_key);
  const inputsOf = groupBy(inputs, edge => edge.job_key);
  const isJob = new Set(asJob.map(edge => edge.job_key));
  const observations: Observations = { datasets: new Map(), jobs: new Map() };
  for (const key of keys) {
    const node = nodes.get(key);
    const own = edgesOf.get(key) ?? [];
    if (node?.kind === 'job' && isJob.has(key)) {
      observations.jobs.set(key, toJob(key));
    }
    if (node?.kind === 'dataset' && (own.length > 0 || facets.has(key))) {
      const jobsBy = (direction: string) =>
        own.filter(edge => edge.direction === direction).map(e => e.job_key);
      observations.datasets.set(key, {
        ...toId(key),
        facets: facets.get(key) ?? new Map(),
        readers: jobsBy('input').map(toJob),
        writers: jobsBy('output').map(jobKey => ({
          ...toJob(jobKey),
          inputs: (inputsOf.get(jobKey) ?? []).map(edge =>
            toId(edge.dataset_key),
          ),
        })),
      });
    }
  }
  return observations;
}

async function selectEdges(
  knex: Knex,
  column: 'job_key' | 'dataset_key',
  keys: string[],
): Promise<DbEdgeRow[]> {
  const rows: DbEdgeRow[] = [];
  for (const chunk of inChunks([...new Set(keys)])) {
    rows.push(
      ...(await knex<DbEdgeRow>('dataset_lineage_edges')
        .whereIn(column, chunk)
        .orderBy(['dataset_key', 'direction', 'job_key'])),
    );
  }
  return rows;
}

async function selectNodes(
  knex: Knex,
  keys: string[],
): Promise<Map<string, DbNodeRow>> {
  const nodes = new Map<string, DbNodeRow>();
  for (const chunk of inChunks(keys)) {
    const rows = await knex<DbNodeRow>('dataset_lineage_nodes').whereIn(
      'node_key',
      chunk,
    );
    rows.forEach(row => nodes.set(row.node_key, row));
  }
  return nodes;
}

async function selectFacets(
  knex: Knex,
  keys: string[],
): Promise<Map<string, StoredFacets>> {
  const facets = new Map<string, Map<string, unknown>>();
  for (const chunk of inChunks(keys)) {
    const rows = await knex<DbFacetRow>('dataset_lineage_facets').whereIn(
      'node_key',
      chunk,
    );
    for (const { node_key: key, facet, body } of rows) {
      const known = facets.get(key) ?? new Map<string, unknown>();
      facets.set(key, known.set(facet, JSON.parse(body)));
    }
  }
  return facets;
}

function groupBy<T>(
  values: T[],
  keyOf: (value: T) => string,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) {
      group.push(value);
    } else {
      groups.set(keyOf(value), [value]);
    }
  }
  return groups;
}
