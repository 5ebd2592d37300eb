import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/** A catalog whose entities come, change and go. */
export class ChangingCatalog {
  readonly #entities = new Map<string, Entity>();
  /** The methods that were called. */
  readonly calls: string[] = [];
  readonly service: CatalogService;
  #changes = 0;

  constructor(entities: readonly Entity[]) {
    for (const entity of entities) {
      this.set(entity);
    }
    this.service = new Proxy({} as CatalogService, {
      get:
        (_target, method: keyof CatalogService) =>
        (...args: unknown[]) => {
          this.calls.push(method);
          const now = catalogServiceMock({
            entities: [...this.#entities.values()],
          });
          return (now[method] as (...given: unknown[]) => unknown)(...args);
        },
    });
  }

  /** Puts an entity in the place of the one of the same name, with another ETag. */
  set(entity: Entity): void {
    this.#changes++;
    this.#entities.set(stringifyEntityRef(entity), {
      ...entity,
      metadata: { ...entity.metadata, etag: `e${this.#changes}` },
    });
  }

  delete(entityRef: string): void {
    this.#entities.delete(entityRef);
  }
}
