import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  fleetReadPermission,
  fleetUpdatePermission,
  migrationCreatePermission,
  migrationReadPermission,
  migrationTransferPermission,
  migrationUpdatePermission,
  targetReadPermission,
  targetUpdatePermission,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { getMigrationResources } from '../database/operations/migrations/getMigrationResources';
import { getTargetResources } from '../database/operations/targets/getTargetResources';
import { migrationResourceRef, targetResourceRef } from './resources';
import { migrationPermissionRules, targetPermissionRules } from './rules';

export interface RegisterPermissionsOptions {
  permissionsRegistry: PermissionsRegistryService;
  knex: Knex;
}

/** Tells the permission framework which permissions there are, and how to judge migrations and targets by rules. */
export function registerPermissions(options: RegisterPermissionsOptions): void {
  const { permissionsRegistry, knex } = options;
  permissionsRegistry.addPermissions([
    migrationCreatePermission,
    fleetReadPermission,
    fleetUpdatePermission,
  ]);
  permissionsRegistry.addResourceType({
    resourceRef: migrationResourceRef,
    permissions: [
      migrationReadPermission,
      migrationUpdatePermission,
      migrationTransferPermission,
    ],
    rules: Object.values(migrationPermissionRules),
    getResources: ids => getMigrationResources(knex, ids),
  });
  permissionsRegistry.addResourceType({
    resourceRef: targetResourceRef,
    permissions: [targetReadPermission, targetUpdatePermission],
    rules: Object.values(targetPermissionRules),
    getResources: ids => getTargetResources(knex, ids),
  });
}
