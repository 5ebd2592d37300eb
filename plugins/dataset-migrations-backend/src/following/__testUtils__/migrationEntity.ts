import type { Entity } from '@backstage/catalog-model';
import { CONTRACT_TEXT } from '../../tests/acmeEstate';

export const ENTITY_REF = 'datasetmigration:default/user-activity-v2';

/** A migration of acme as an entity of the catalog. */
export function migrationEntity(spec: object = {}): Entity {
  return {
    apiVersion: 'skein.dev/v1alpha1',
    kind: 'DatasetMigration',
    metadata: { namespace: 'default', name: 'user-activity-v2' },
    spec: { owner: 'growth-data', contract: CONTRACT_TEXT, ...spec },
  };
}
