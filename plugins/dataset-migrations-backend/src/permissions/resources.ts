import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_MIGRATION,
  RESOURCE_TYPE_TARGET,
} from '@skein/backstage-plugin-dataset-migrations-common';

/**
 * What one can be to a migration: its owner, who is the old dataset's unless it was handed over; somebody who runs it
 * beside the owner; whoever created it.
 * @public
 */
export type MigrationRole = 'owner' | 'coOwner' | 'initiator';

/**
 * What one can be to a target: of the team whose code it is, or one of those who run its migration.
 * @public
 */
export type TargetRole = 'team' | MigrationRole;

/**
 * What a permission rule sees of a migration.
 * @public
 */
export interface MigrationResource {
  id: string;
  /** Owner of the old dataset, or whom the migration was handed over to. */
  ownerRef: string;
  /** Groups and users that run it beside the owner. */
  coOwnerRefs: string[];
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
 * Criteria of a rule for lists: rows that belong to one of these entities, in one of these roles.
 * @public
 */
export interface OwnershipQuery {
  ownedBy: string[];
  /** All where none is named. */
  as?: TargetRole[];
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
