import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';

/** Where an entity says what it reads, with the kind that is meant where none is written. */
const READS = {
  dependsOn: undefined,
  consumesApis: 'API',
} as const;

export interface CatalogFixOptions {
  entity: Entity;
  /** The datasets that it does not read. */
  datasetRefs: readonly string[];
}

/**
 * What an entity's description says when it no longer claims to read the datasets, as YAML; undefined when it does not
 * claim to.
 */
export function renderCatalogFix(
  options: CatalogFixOptions,
): string | undefined {
  const { entity, datasetRefs } = options;
  const lines = Object.entries(READS).flatMap(([field, defaultKind]) => {
    const value = entity.spec?.[field];
    const refs = Array.isArray(value)
      ? value.filter((ref): ref is string => typeof ref === 'string')
      : [];
    const isWrong = (ref: string) =>
      datasetRefs.includes(fullRef(ref, entity, defaultKind));
    if (!refs.some(isWrong)) {
      return [];
    }
    const kept = refs.filter(ref => !isWrong(ref));
    return kept.length === 0
      ? [`  ${field}: []`]
      : [`  ${field}:`, ...kept.map(ref => `    - ${scalar(ref)}`)];
  });
  if (lines.length === 0) {
    return undefined;
  }
  const { name, namespace = 'default' } = entity.metadata;
  return [
    `# ${stringifyEntityRef(entity)} without ${datasetRefs.join(', ')}`,
    `apiVersion: ${scalar(entity.apiVersion)}`,
    `kind: ${scalar(entity.kind)}`,
    'metadata:',
    `  name: ${scalar(name)}`,
    ...(namespace === 'default' ? [] : [`  namespace: ${scalar(namespace)}`]),
    'spec:',
    ...lines,
    '',
  ].join('\n');
}

function fullRef(
  ref: string,
  entity: Entity,
  defaultKind: string | undefined,
): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(ref, {
        defaultKind,
        defaultNamespace: entity.metadata.namespace ?? 'default',
      }),
    );
  } catch {
    // what is no reference names no dataset
    return '';
  }
}

/** Quoted where YAML could read it otherwise than it is meant; JSON is YAML. */
function scalar(text: string): string {
  return /^[A-Za-z][\w./-]*(:[\w./-]+)?$/.test(text) &&
    !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
