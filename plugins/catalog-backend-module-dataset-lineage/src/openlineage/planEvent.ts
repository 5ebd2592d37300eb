import {
  canonicalDatasetId,
  hashOf,
  keyOfNode,
  type NodeId,
} from '../names/NodeId';
import type { EventDataset, LineageEvent } from './eventSchema';
import { stampOf } from './stampOf';

/** A facet of a job or a dataset. */
export interface PlannedFacet {
  nodeKey: string;
  facet: string;
  hash: string;
  body: string;
}

/** What is to be stored of an event. */
export interface PlannedEvent {
  eventKey: string;
  stamp: string;
  job?: NodeId & { key: string };
  datasets: Map<string, NodeId>;
  edges: Array<{ datasetKey: string; direction: 'input' | 'output' }>;
  facets: PlannedFacet[];
  aliases: Array<{ aliasKey: string; to: NodeId }>;
}

/** Looks up what a dataset is also called. */
export type AliasLookup = (key: string) => NodeId | undefined;

/** What an event adds to what is known, in a fixed order. Looks at nothing but its arguments. */
export function planEvent(
  event: LineageEvent,
  knownAlias: AliasLookup,
): PlannedEvent {
  const { job, dataset, inputs, outputs } = event;
  const all = [
    ...(inputs ?? []),
    ...(outputs ?? []),
    ...(dataset ? [dataset] : []),
  ];
  const aliases = all.flatMap(planAlias);
  const own = new Map(aliases.map(({ aliasKey, to }) => [aliasKey, to]));
  const resolve = (id: NodeId): NodeId => {
    const canonical = canonicalDatasetId(id);
    const key = keyOfNode('dataset', canonical);
    return own.get(key) ?? knownAlias(key) ?? canonical;
  };
  const datasets = new Map<string, NodeId>();
  const facets = new Map<string, PlannedFacet>();
  const edges = new Map<string, PlannedEvent['edges'][number]>();
  const addFacet = (nodeKey: string, facet: string, value: unknown) => {
    if (value !== undefined) {
      const body = JSON.stringify(value);
      const planned = { nodeKey, facet, hash: hashOf(value), body };
      facets.set(`${nodeKey} ${facet}`, planned);
    }
  };
  const addDataset = (given: EventDataset): string => {
    const id = resolve(given);
    const key = keyOfNode('dataset', id);
    datasets.set(key, id);
    const { symlinks: _symlinks, columnLineage, ...others } = given.facets;
    Object.entries(others).forEach(([facet, value]) =>
      addFacet(key, facet, value),
    );
    addFacet(
      key,
      'columnLineage',
      columnLineage && {
        fields: Object.fromEntries(
          Object.entries(columnLineage.fields).map(
            ([column, { inputFields }]) => [
              column,
              inputFields.map(({ field, ...source }) => ({
                ...resolve(source),
                column: field,
              })),
            ],
          ),
        ),
      },
    );
    return key;
  };
  const addEdges = (
    given: EventDataset[] | null | undefined,
    direction: 'input' | 'output',
  ) =>
    given?.forEach(each => {
      const datasetKey = addDataset(each);
      edges.set(`${datasetKey} ${direction}`, { datasetKey, direction });
    });
  addEdges(inputs, 'input');
  addEdges(outputs, 'output');
  if (dataset) {
    addDataset(dataset);
  }
  const plannedJob = job && {
    namespace: job.namespace,
    name: job.name,
    key: keyOfNode('job', { namespace: job.namespace, name: job.name }),
  };
  if (job && plannedJob) {
    Object.entries(job.facets).forEach(([facet, value]) =>
      addFacet(plannedJob.key, facet, value),
    );
  }
  return {
    eventKey: eventKeyOf(event),
    stamp: stampOf(event),
    ...(plannedJob && { job: plannedJob }),
    datasets,
    edges: sortedValues(edges),
    facets: sortedValues(facets),
    aliases,
  };
}

/** A table is better known than the folder that it lies in. */
function planAlias(dataset: EventDataset): PlannedEvent['aliases'] {
  const [table] = (dataset.facets.symlinks?.identifiers ?? [])
    .filter(({ type }) => type.toUpperCase() === 'TABLE')
    .map(canonicalDatasetId)
    .sort((a, b) => (hashOf(a) < hashOf(b) ? -1 : 1));
  const aliasKey = keyOfNode('dataset', canonicalDatasetId(dataset));
  return table && keyOfNode('dataset', table) !== aliasKey
    ? [{ aliasKey, to: table }]
    : [];
}

function eventKeyOf({ run, eventTime, eventType, job, dataset }: LineageEvent) {
  return hashOf([
    run?.runId ?? [
      job?.namespace,
      job?.name,
      dataset?.namespace,
      dataset?.name,
    ],
    eventTime,
    eventType ?? null,
  ]);
}

function sortedValues<T>(values: Map<string, T>): T[] {
  return [...values]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => value);
}
