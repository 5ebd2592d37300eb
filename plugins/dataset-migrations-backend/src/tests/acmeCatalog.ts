import type { Entity } from '@backstage/catalog-model';

/** What a test says of an entity of acme. */
export interface AcmeEntity {
  ref: string;
  type?: string;
  title?: string;
  owner?: string;
  /** Relations to other entities, by type. */
  relations?: Record<string, string[]>;
  annotations?: Record<string, string>;
}

/** An entity as the catalog has it after processing. */
export function acmeEntity(options: AcmeEntity): Entity {
  const { ref, type = 'data-pipeline', title, owner, annotations } = options;
  const [, kind, namespace, name] = ref.match(/^(.+):(.+)\/(.+)$/)!;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind:
      { resource: 'Resource', api: 'API', group: 'Group', user: 'User' }[
        kind
      ] ?? 'Component',
    metadata: { namespace, name, title, annotations },
    spec: { type },
    relations: [
      ...(owner ? [{ type: 'ownedBy', targetRef: owner }] : []),
      ...Object.entries(options.relations ?? {}).flatMap(([relation, refs]) =>
        refs.map(targetRef => ({ type: relation, targetRef })),
      ),
    ],
  };
}

/** The folder of a repository of acme, as an annotation. */
export function sourceAt(
  repository: string,
  path: string = '',
): AcmeEntity['annotations'] {
  return {
    'backstage.io/source-location': `url:https://github.com/acme/${repository}/tree/main/${path}`,
  };
}
