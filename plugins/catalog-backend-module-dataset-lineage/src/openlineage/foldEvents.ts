import {
  findJobPlace,
  renderCodeUrl,
  type SourceCodeLocation,
} from '../components/findJobPlace';
import type {
  ColumnFacts,
  ConsumerFacts,
  DatasetFacts,
} from '../facts/LineageFacts';
import type { NodeId } from '../names/NodeId';

/** The facets of a node, by name, as they are stored. */
export type StoredFacets = ReadonlyMap<string, unknown>;

/** A job as its events describe it. */
export interface ObservedJob extends NodeId {
  facets: StoredFacets;
  /** Of the catalog, if one has its code. */
  componentRef?: string;
  /** Entity reference of its own component, for when none has. */
  ownRef: string;
}

/** A dataset as events describe it. */
export interface ObservedDataset extends NodeId {
  facets: StoredFacets;
  readers: ObservedJob[];
  writers: Array<ObservedJob & { inputs: NodeId[] }>;
}

interface StoredSchema {
  fields: Array<{
    name: string;
    type?: string | null;
    description?: string | null;
  }>;
}
interface StoredColumnLineage {
  fields: Record<string, ColumnFacts['from']>;
}

const ANNOTATION_PREFIX = 'dataset-lineage.skein.dev';

/** What events say of a dataset. Those who were seen to read it are named by themselves only when no component has their code. */
export function foldDataset(dataset: ObservedDataset): DatasetFacts {
  const { facets, readers, writers } = dataset;
  const [code] = writers
    .flatMap(writer => locate(writer.facets) ?? [])
    .sort((a, b) => (a.codeUrl < b.codeUrl ? -1 : 1));
  const madeBy = refsOf(writers);
  return {
    kind: 'dataset',
    namespace: dataset.namespace,
    name: dataset.name,
    authority: 'observer',
    title: dataset.name.slice(-255),
    description: descriptionOf(facets),
    relation: read<{ datasetType: string }>(
      facets,
      'datasetType',
    )?.datasetType.toLowerCase(),
    owner:
      ownerOf(facets) ??
      writers.map(writer => ownerOf(writer.facets)).find(Boolean),
    tags: [],
    columns: columnsOf(facets),
    spellings: [],
    upstreams: writers.flatMap(({ inputs }) => inputs),
    readerRefs: refsOf(readers),
    ...code,
    annotations: {
      ...(madeBy.length > 0 && {
        [`${ANNOTATION_PREFIX}/made-by`]: madeBy.join(','),
      }),
    },
  };
}

/** What events say of a job. Which datasets it reads, they say themselves. */
export function foldJob(job: ObservedJob, type: string): ConsumerFacts {
  return {
    kind: 'job',
    namespace: job.namespace,
    name: job.name,
    title: job.name.slice(-255),
    description: descriptionOf(job.facets),
    type,
    lifecycle: 'production',
    owner: ownerOf(job.facets),
    tags: [],
    reads: [],
    ...locate(job.facets),
    annotations: {},
  };
}

function refsOf(jobs: ObservedJob[]): string[] {
  return [
    ...new Set(jobs.map(({ componentRef, ownRef }) => componentRef ?? ownRef)),
  ].sort();
}

function columnsOf(facets: StoredFacets): ColumnFacts[] {
  const fields = read<StoredSchema>(facets, 'schema')?.fields ?? [];
  const lineage = read<StoredColumnLineage>(facets, 'columnLineage')?.fields;
  const names =
    fields.length > 0
      ? fields
      : Object.keys(lineage ?? {}).map(name => ({
          name,
          type: undefined,
          description: undefined,
        }));
  return names.map(({ name, type, description }) => {
    const from =
      lineage && Object.hasOwn(lineage, name) ? lineage[name] : undefined;
    return {
      name,
      ...(type && { type }),
      ...(description && { description }),
      ...(from && from.length > 0 && { from }),
    };
  });
}

function locate(facets: StoredFacets) {
  const location = read<SourceCodeLocation>(facets, 'sourceCodeLocation');
  const place = location && findJobPlace(location);
  return place
    ? {
        codeUrl: renderCodeUrl(place, location.branch),
        ...(/^https?:\/\//.test(location.url) && { viewUrl: location.url }),
      }
    : undefined;
}

function ownerOf(facets: StoredFacets): string | undefined {
  return read<{ owners: string[] }>(facets, 'ownership')?.owners[0];
}

function descriptionOf(facets: StoredFacets): string | undefined {
  return (
    read<{ description: string }>(facets, 'documentation')?.description ||
    undefined
  );
}

function read<T>(facets: StoredFacets, facet: string): T | undefined {
  return facets.get(facet) as T | undefined;
}
