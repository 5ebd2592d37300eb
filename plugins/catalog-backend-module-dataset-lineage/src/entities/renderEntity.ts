import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { EntityConfig } from '../config/lineageConfigSchema';
import type {
  ConsumerFacts,
  DatasetFacts,
  LineageFacts,
} from '../facts/LineageFacts';
import { nameEntity } from '../names/nameEntity';
import type { NodeId, NodeKind } from '../names/NodeId';
import { renderColumns } from './renderColumns';
import { resolveOwner } from './resolveOwner';

const ANNOTATION_PREFIX = 'dataset-lineage.skein.dev';
/** Read by Skein, and by whoever else wants to know how code spells a dataset. */
const ANNOTATION_NAMES = 'skein.dev/names';

/** No URL: the catalog would take one for the place of the code. */
const MANAGER = 'dataset-lineage:rows';
const MAX_TAG_LENGTH = 63;
const MAX_DESCRIPTION_LENGTH = 4000;
const MAX_TITLE_LENGTH = 255;

/** The reference that a node's entity has. */
export function refOfNode(
  kind: NodeKind,
  id: NodeId,
  { namespace }: Pick<EntityConfig, 'namespace'>,
): string {
  return stringifyEntityRef({
    kind: kind === 'dataset' ? 'Resource' : 'Component',
    namespace,
    name: nameEntity(kind, id),
  });
}

/** The entity of what is known of a node; the same facts give the same entity, to the byte. */
export function renderEntity(
  facts: LineageFacts,
  config: EntityConfig,
): Entity {
  return facts.kind === 'dataset'
    ? renderDataset(facts, config)
    : renderConsumer(facts, config);
}

function renderDataset(facts: DatasetFacts, config: EntityConfig): Entity {
  const { upstreams, readerRefs, columns, spellings, relation } = facts;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: renderMetadata(facts, config, {
      ...(relation && { [`${ANNOTATION_PREFIX}/relation`]: relation }),
      ...renderColumns(columns, id => refOfNode('dataset', id, config)),
      ...(spellings.length > 0 && {
        [ANNOTATION_NAMES]: JSON.stringify(spellings),
      }),
    }),
    spec: {
      type:
        config.resourceType === 'relation'
          ? relation ?? 'dataset'
          : config.resourceType,
      ...renderPlace(facts, config),
      ...(upstreams.length > 0 && {
        dependsOn: refsOf(upstreams, config),
      }),
      ...(readerRefs.length > 0 && { dependencyOf: readerRefs }),
    },
  };
}

function renderConsumer(facts: ConsumerFacts, config: EntityConfig): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: renderMetadata(facts, config, {}),
    spec: {
      type: facts.type,
      lifecycle: facts.lifecycle,
      ...renderPlace(facts, config),
      ...(facts.reads.length > 0 && {
        dependsOn: refsOf(facts.reads, config),
      }),
    },
  };
}

function renderMetadata(
  facts: LineageFacts,
  { namespace, ...config }: EntityConfig,
  annotations: Record<string, string>,
): Entity['metadata'] {
  const { codeUrl, viewUrl, title, description } = facts;
  const tags = [...new Set(facts.tags.map(toTag).filter(Boolean))].sort();
  const owner = resolveOwner(facts.owner, config);
  return {
    namespace,
    name: nameEntity(facts.kind, facts),
    ...(title && { title: title.slice(0, MAX_TITLE_LENGTH) }),
    ...(description && {
      description: description.slice(0, MAX_DESCRIPTION_LENGTH),
    }),
    ...(tags.length > 0 && { tags }),
    annotations: {
      [ANNOTATION_LOCATION]: MANAGER,
      [ANNOTATION_ORIGIN_LOCATION]: MANAGER,
      ...(codeUrl && { [ANNOTATION_SOURCE_LOCATION]: `url:${codeUrl}` }),
      ...(viewUrl && { [ANNOTATION_VIEW_URL]: viewUrl }),
      [`${ANNOTATION_PREFIX}/namespace`]: facts.namespace,
      [`${ANNOTATION_PREFIX}/name`]: facts.name,
      ...(facts.owner &&
        owner !== facts.owner && {
          [`${ANNOTATION_PREFIX}/owner`]: facts.owner,
        }),
      ...facts.annotations,
      ...annotations,
    },
  };
}

function renderPlace(facts: LineageFacts, config: EntityConfig) {
  return {
    owner: resolveOwner(facts.owner, config),
    ...(facts.system && { system: facts.system }),
  };
}

/** In the order that the catalog gives them, so that it sees no change where there is none. */
function refsOf(ids: NodeId[], config: EntityConfig): string[] {
  return [...new Set(ids.map(id => refOfNode('dataset', id, config)))].sort();
}

function toTag(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9:+#]+/g, '-')
    .slice(0, MAX_TAG_LENGTH)
    .replace(/^-+|-+$/g, '');
}
