import { createConditionExports } from '@backstage/plugin-permission-node';
import { migrationResourceRef, targetResourceRef } from './resources';
import { migrationPermissionRules, targetPermissionRules } from './rules';

const forMigrations = createConditionExports({
  resourceRef: migrationResourceRef,
  rules: migrationPermissionRules,
});

const forTargets = createConditionExports({
  resourceRef: targetResourceRef,
  rules: targetPermissionRules,
});

/**
 * Conditions on migrations, for policies.
 * @public
 */
export const migrationConditions = forMigrations.conditions;

/**
 * A decision on a permission about migrations that depends on the migration.
 * @public
 */
export const createMigrationConditionalDecision =
  forMigrations.createConditionalDecision;

/**
 * Conditions on targets, for policies.
 * @public
 */
export const targetConditions = forTargets.conditions;

/**
 * A decision on a permission about targets that depends on the target.
 * @public
 */
export const createTargetConditionalDecision =
  forTargets.createConditionalDecision;
