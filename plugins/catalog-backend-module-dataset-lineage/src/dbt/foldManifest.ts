import type { DbtSourceConfig } from '../config/lineageConfigSchema';
import type {
  ConsumerFacts,
  DatasetFacts,
  DatasetSpelling,
  LineageFacts,
} from '../facts/LineageFacts';
import { mergeDatasetFacts } from '../facts/mergeDatasetFacts';
import { canonicalDatasetId, keyOfNode, type NodeId } from '../names/NodeId';
import type { Exposure, RelationNode, SourceNode } from './manifestSchema';
import type { Manifest } from './parseManifest';
import { planDependencies, type Dependencies } from './planDependencies';
import { findOwner } from './findOwner';

/** What is said of a project that its manifest does not say. */
export type DbtProject = Pick<
  DbtSourceConfig,
  | 'id'
  | 'repository'
  | 'component'
  | 'datasetNamespace'
  | 'system'
  | 'defaultOwner'
>;

const ANNOTATION_PREFIX = 'dataset-lineage.skein.dev';

/** Adapters whose names of tables other code spells the same way. */
const SQL_PLATFORMS = new Set([
  'bigquery',
  'snowflake',
  'redshift',
  'databricks',
  'spark',
  'hive',
  'trino',
  'postgres',
  'mysql',
  'duckdb',
  'clickhouse',
]);

interface FoldContext {
  manifest: Manifest;
  project: DbtProject;
  namespace: string;
  dependencies: Dependencies;
  idOf(uniqueId: string): NodeId | undefined;
}

/** What a manifest says, dataset by dataset; the same manifest gives the same facts. */
export function foldManifest(
  manifest: Manifest,
  project: DbtProject,
): LineageFacts[] {
  const namespace =
    project.datasetNamespace ?? manifest.adapter ?? `dbt-${project.id}`;
  const relations = manifest.relations.filter(isBuilt);
  const ids = new Map(
    [...relations, ...manifest.sources].map(node => [
      node.unique_id,
      canonicalDatasetId({ namespace, name: relationName(node) }),
    ]),
  );
  const context: FoldContext = {
    manifest,
    project,
    namespace,
    dependencies: planDependencies(manifest),
    idOf: uniqueId => ids.get(uniqueId),
  };
  return [
    ...mergeSame([
      ...relations.map(node => modelFacts(node, context)),
      ...manifest.sources.map(node => sourceFacts(node, context)),
    ]),
    ...manifest.exposures.map(exposure => exposureFacts(exposure, context)),
  ];
}

/** A project may declare a source that is one of its own models: it is the model, and nobody else's. */
function mergeSame(datasets: DatasetFacts[]): DatasetFacts[] {
  const byKey = new Map<string, [DatasetFacts, ...DatasetFacts[]]>();
  for (const dataset of datasets) {
    const key = keyOfNode('dataset', dataset);
    byKey.set(key, [dataset, ...(byKey.get(key) ?? [])]);
  }
  return [...byKey.values()].map(same => {
    if (same.length === 1) {
      return same[0];
    }
    const merged = mergeDatasetFacts(same);
    return merged.authority === 'maker'
      ? { ...merged, readerRefs: [] }
      : merged;
  });
}

function isBuilt(node: RelationNode): boolean {
  return node.config?.materialized !== 'ephemeral';
}

function relationName(node: RelationNode | SourceNode): string {
  const table =
    node.resource_type === 'source'
      ? node.identifier ?? node.name
      : node.alias ?? node.name;
  return [node.database, node.schema, table].filter(Boolean).join('.');
}

function modelFacts(node: RelationNode, context: FoldContext): DatasetFacts {
  const { project, dependencies } = context;
  const isForeign = !node.original_file_path;
  const materialized = node.config?.materialized;
  return {
    ...describe(node, context),
    authority: isForeign ? 'reader' : 'maker',
    relation: materialized?.includes('view') ? 'view' : 'table',
    spellings: [
      {
        platform: 'dbt',
        ref: node.name,
        ...(node.version !== null &&
          node.version !== undefined && { version: node.version }),
      },
      ...spellTable(node, context),
    ],
    upstreams: toIds(dependencies.upstreamsOf(node.unique_id), context),
    ...(isForeign
      ? { readerRefs: readerRefs(node.unique_id, context) }
      : {
          readerRefs: [],
          owner:
            findOwner(node, context.manifest.groups) ?? project.defaultOwner,
          ...(project.system && { system: project.system }),
          ...locate(node, context),
        }),
    annotations: {
      ...annotate(node),
      ...(materialized && {
        [`${ANNOTATION_PREFIX}/dbt-materialized`]: materialized,
      }),
      ...(!isForeign &&
        project.component && {
          [`${ANNOTATION_PREFIX}/made-by`]: project.component,
        }),
    },
  };
}

function sourceFacts(node: SourceNode, context: FoldContext): DatasetFacts {
  const source = `${node.source_name}.${node.name}`;
  return {
    ...describe(node, context),
    authority: 'reader',
    title: source,
    relation: 'table',
    spellings: [
      ...(/^[^.\s]+\.[^.\s]+$/.test(source)
        ? [{ platform: 'dbt' as const, source }]
        : []),
      ...spellTable(node, context),
    ],
    upstreams: [],
    readerRefs: readerRefs(node.unique_id, context),
    annotations: annotate(node),
  };
}

function describe(node: RelationNode | SourceNode, context: FoldContext) {
  const { manifest } = context;
  return {
    kind: 'dataset' as const,
    ...context.idOf(node.unique_id)!,
    title: node.name,
    description: node.description || undefined,
    owner: findOwner(node, manifest.groups),
    tags: node.tags,
    columns: node.columns.map(({ name, data_type: type, description }) => ({
      name,
      ...(type && { type }),
      ...(description && { description }),
    })),
  };
}

function exposureFacts(
  exposure: Exposure,
  context: FoldContext,
): ConsumerFacts {
  const { project, manifest, dependencies } = context;
  return {
    kind: 'exposure',
    namespace: project.id,
    name: exposure.unique_id.replace(/^exposure\./, ''),
    title: exposure.label ?? exposure.name,
    description: exposure.description || undefined,
    type: exposure.type,
    lifecycle: exposure.maturity === 'low' ? 'experimental' : 'production',
    owner: findOwner(exposure, manifest.groups) ?? project.defaultOwner,
    ...(project.system && { system: project.system }),
    tags: exposure.tags,
    reads: toIds(dependencies.upstreamsOf(exposure.unique_id), context),
    ...locate(exposure, context),
    annotations: {
      ...annotate(exposure),
      ...(exposure.url && {
        [`${ANNOTATION_PREFIX}/exposure-url`]: exposure.url,
      }),
    },
  };
}

/** What the project makes itself, its component does not read; what nothing of it refers to, it does not read either. */
function readerRefs(uniqueId: string, context: FoldContext): string[] {
  const { component } = context.project;
  return component && context.dependencies.isRead(uniqueId) ? [component] : [];
}

function toIds(uniqueIds: string[], context: FoldContext): NodeId[] {
  return uniqueIds.flatMap(uniqueId => context.idOf(uniqueId) ?? []);
}

/** The code of a project's own resources; that of packages is in repositories of others. */
function locate(
  node: { package_name: string; original_file_path?: string },
  { project, manifest }: FoldContext,
): { codeUrl?: string; viewUrl?: string } {
  const { repository } = project;
  const isOwn =
    manifest.project === undefined || node.package_name === manifest.project;
  if (!repository || !isOwn) {
    return {};
  }
  const file = node.original_file_path?.replace(/\\/g, '/');
  return {
    codeUrl: repository,
    ...(file && {
      viewUrl: `${repository.replace('/tree/', '/blob/')}${file
        .split('/')
        .map(encodeURIComponent)
        .join('/')}`,
    }),
  };
}

function annotate(node: { unique_id: string; package_name: string }) {
  return { [`${ANNOTATION_PREFIX}/dbt-unique-id`]: node.unique_id };
}

function spellTable(
  node: RelationNode | SourceNode,
  { manifest }: FoldContext,
): DatasetSpelling[] {
  return manifest.adapter && SQL_PLATFORMS.has(manifest.adapter)
    ? [{ platform: manifest.adapter, name: relationName(node) }]
    : [];
}
