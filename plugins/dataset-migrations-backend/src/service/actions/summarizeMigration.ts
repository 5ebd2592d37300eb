import {
  MIGRATION_STATES,
  type Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { z as Zod } from 'zod/v3';

/** What an assistant has to know of a migration: enough to tell people, and to name it in the next call. */
export function summarizeMigration(migration: Migration) {
  return {
    migrationId: migration.id,
    title: migration.title,
    state: migration.state,
    stateReason: migration.stateReason,
    from: migration.fromRefs,
    to: migration.toRefs,
    owner: migration.ownerRef,
    coOwners: migration.coOwnerRefs,
    deadline: migration.deadline,
    requiredLevel: migration.requiredLevel,
    contractVersion: migration.contractVersion,
    planHash: migration.planHash,
    previewing: migration.previewing,
    targets: migration.targetCount,
    settledTargets: migration.settledCount,
    targetsByState: Object.fromEntries(
      migration.targetCounts.map(({ state, count }) => [state, count]),
    ),
    allowed: migration.allowed,
  };
}

/** The shape of a summary. */
export function migrationSummarySchema(z: typeof Zod) {
  return z.object({
    migrationId: z.string(),
    title: z.string(),
    state: z.enum(MIGRATION_STATES),
    stateReason: z.string().optional().describe('Why it is in this state'),
    from: z.array(z.string()).describe('Datasets that are replaced'),
    to: z.array(z.string()).describe('Datasets that replace them'),
    owner: z
      .string()
      .describe('Who owns the old dataset, or was handed the migration'),
    coOwners: z.array(z.string()).describe('Who runs it beside the owner'),
    deadline: z.string().optional().describe('Last day, YYYY-MM-DD'),
    requiredLevel: z
      .string()
      .describe('Evidence that a patch needs before it is proposed'),
    contractVersion: z.number(),
    planHash: z
      .string()
      .optional()
      .describe('Names the plan; `start-migration` wants it'),
    previewing: z
      .boolean()
      .describe('Patches are being made, and nothing is published'),
    targets: z.number().describe('Units of change that become a pull request'),
    settledTargets: z.number(),
    targetsByState: z.record(z.number()),
    allowed: z.array(z.string()).describe('What the caller may do now'),
  });
}
