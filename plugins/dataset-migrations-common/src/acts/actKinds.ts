import type { ActKind } from '../schema/types.generated';

/**
 * What people and programs can ask to have changed, as the auditor's log names it.
 * @public
 */
export const ACT_KINDS = [
  'migration-create',
  'migration-update',
  'migration-plan',
  'migration-preview',
  'migration-start',
  'migration-pause',
  'migration-resume',
  'migration-cancel',
  'migration-retry-failed',
  'migration-revert',
  'waves-set',
  'wave-fill',
  'wave-decide',
  'calendar-set',
  'learned-rule-decide',
  'target-retry',
  'target-decide',
  'job-create',
  'job-cancel',
  'notice-preference-set',
  'migration-transfer',
  'approval-approve',
  'approval-withdraw',
  'cluster-decide',
  'fleet-stop',
  'fleet-start',
  'limit-set',
  'event-subscription-create',
  'event-subscription-update',
  'event-subscription-delete',
  'event-subscription-test',
  'event-secret-renew',
  'event-delivery-replay',
  'events-replay',
  'command',
] as const satisfies readonly ActKind[];
