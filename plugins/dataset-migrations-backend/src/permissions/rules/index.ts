import { isMigrationOwner } from './isMigrationOwner';
import { isTargetOwner } from './isTargetOwner';

/** Rules that policies may use for migrations. */
export const migrationPermissionRules = { isMigrationOwner };

/** Rules that policies may use for targets. */
export const targetPermissionRules = { isTargetOwner };
