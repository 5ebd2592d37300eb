import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of a migration.
 * @public
 */
export const RESOURCE_TYPE_MIGRATION = 'dataset-migration';

/**
 * Resource type of a target.
 * @public
 */
export const RESOURCE_TYPE_TARGET = 'dataset-migration-target';

/**
 * To describe a new migration. Beside it, one must own the dataset, or hold `fleetUpdatePermission`.
 * @public
 */
export const migrationCreatePermission = createPermission({
  name: 'dataset-migrations.migration.create',
  attributes: { action: 'create' },
});

/**
 * To see a migration, its consumers and its targets' states.
 * @public
 */
export const migrationReadPermission = createPermission({
  name: 'dataset-migrations.migration.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_MIGRATION,
});

/**
 * To plan, preview, start, pause, resume and cancel a migration.
 * @public
 */
export const migrationUpdatePermission = createPermission({
  name: 'dataset-migrations.migration.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_MIGRATION,
});

/**
 * To say who owns a migration, and who runs it beside the owner.
 * @public
 */
export const migrationTransferPermission = createPermission({
  name: 'dataset-migrations.migration.transfer',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_MIGRATION,
});

/**
 * To see a target with its diff, attempts and events.
 * @public
 */
export const targetReadPermission = createPermission({
  name: 'dataset-migrations.target.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_TARGET,
});

/**
 * To retry a target and to decide about it.
 * @public
 */
export const targetUpdatePermission = createPermission({
  name: 'dataset-migrations.target.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_TARGET,
});

/**
 * To see the fleet page.
 * @public
 */
export const fleetReadPermission = createPermission({
  name: 'dataset-migrations.fleet.read',
  attributes: { action: 'read' },
});

/**
 * To run the fleet: act on any migration.
 * @public
 */
export const fleetUpdatePermission = createPermission({
  name: 'dataset-migrations.fleet.update',
  attributes: { action: 'update' },
});

/**
 * Every permission of the plugin.
 * @public
 */
export const datasetMigrationsPermissions = [
  migrationCreatePermission,
  migrationReadPermission,
  migrationUpdatePermission,
  migrationTransferPermission,
  targetReadPermission,
  targetUpdatePermission,
  fleetReadPermission,
  fleetUpdatePermission,
];
