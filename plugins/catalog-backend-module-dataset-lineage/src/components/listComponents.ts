import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { COMPONENT_FIELDS } from './ComponentIndex';

/** Set on all entities of ours, so that a job's own component does not claim the code of others. */
const OURS = 'dataset-lineage.skein.dev/name';

export interface ListComponentsOptions {
  catalog: Pick<CatalogService, 'streamEntities'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
}

/** The components of the catalog that we did not make, with what tells where their code is. */
export async function listComponents({
  catalog,
  auth,
}: ListComponentsOptions): Promise<Entity[]> {
  const components: Entity[] = [];
  const pages = catalog.streamEntities(
    { filter: { kind: 'component' }, fields: COMPONENT_FIELDS },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  for await (const page of pages) {
    components.push(
      ...page.filter(({ metadata }) => !metadata.annotations?.[OURS]),
    );
  }
  return components;
}
