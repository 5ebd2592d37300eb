import {
  ANNOTATION_SOURCE_LOCATION,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { parseRepositoryUrl, type RepositoryPlace } from './parseRepositoryUrl';

const PROJECT_SLUGS = ['github.com/project-slug', 'gitlab.com/project-slug'];

interface IndexedComponent {
  ref: string;
  /** Any, where a slug does not say it. */
  host?: string;
  path: string;
}

/** What is read of a component. */
export const COMPONENT_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
];

/** The components of a catalog by the place of their code. */
export class ComponentIndex {
  readonly #byRepository = new Map<string, IndexedComponent[]>();

  constructor(components: Iterable<Entity>) {
    for (const entity of components) {
      const place = findPlace(entity);
      if (place) {
        const { repository, ...component } = place;
        const known = this.#byRepository.get(repository) ?? [];
        known.push({ ref: stringifyEntityRef(entity), ...component });
        this.#byRepository.set(repository, known);
      }
    }
  }

  /** The component whose folder is the nearest around a place; of two with the same folder the first by name. */
  findComponent({
    host,
    repository,
    path,
  }: RepositoryPlace): string | undefined {
    const [nearest] = (this.#byRepository.get(repository) ?? [])
      .filter(
        component => component.host === undefined || component.host === host,
      )
      .filter(component => isAround(component.path, path))
      .sort(
        (a, b) => b.path.length - a.path.length || (a.ref < b.ref ? -1 : 1),
      );
    return nearest?.ref;
  }
}

function findPlace(
  entity: Entity,
): (Omit<RepositoryPlace, 'host'> & { host?: string }) | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const location = annotations[ANNOTATION_SOURCE_LOCATION];
  const place = location?.startsWith('url:')
    ? parseRepositoryUrl(location.slice('url:'.length))
    : undefined;
  const [slug] = PROJECT_SLUGS.flatMap(
    each => annotations[each]?.toLowerCase() ?? [],
  );
  return place ?? (slug ? { repository: slug, path: '' } : undefined);
}

function isAround(folder: string, path: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}
