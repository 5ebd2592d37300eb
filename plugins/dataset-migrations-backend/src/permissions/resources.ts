import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_MIGRATION,
  RESOURCE_TYPE_TARGET,
} from '@skein/backstage-plugin-dataset-migrations-common';

/**
 * What a permission rule sees of a migration.
 * @public
 */
export interface MigrationResource {
  id: string;
  /** Owner of the old dataset. */
  ownerRef: string;
  createdBy: string;
}

/**
 * What a permission rule sees of a target.
 * @public
 */
export interface TargetResource {
  id: string;
  /** Absent when nobody owns the code as far as the catalog knows. */
  ownerRef?: string;
  migration: MigrationResource;
}

/**
 * Criteria of a rule for lists: rows that belong to one of these entities.
 * @public
 */
export interface OwnershipQuery {
  ownedBy: string[];
}

/**
 * Refers to migrations in permission rules.
 * @public
 */
export const migrationResourceRef = createPermissionResourceRef<
  MigrationResource,
  OwnershipQuery
>().with({
  pluginId: 'dataset-migrations',
  resourceType: RESOURCE_TYPE_MIGRATION,
});

/**
 * Refers to targets in permission rules.
 * @public
 */
export const targetResourceRef = createPermissionResourceRef<
  TargetResource,
  OwnershipQuery
>().with({
  pluginId: 'dataset-migrations',
  resourceType: RESOURCE_TYPE_TARGET,
});
