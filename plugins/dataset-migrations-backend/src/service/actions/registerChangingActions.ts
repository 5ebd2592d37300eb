import {
  DECISION_KINDS,
  EVIDENCE_LEVELS,
  type Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { ActionContext } from './ActionContext';
import { changeByAction } from './changeByAction';
import { actionInputs } from './inputs';
import {
  migrationSummarySchema,
  summarizeMigration,
} from './summarizeMigration';
import { summarizeTarget, targetSummarySchema } from './summarizeTarget';

/** What can be taken back, or shows only. */
const CAREFUL = { readOnly: false, destructive: false, idempotent: true };
/** What opens pull requests in repositories of others, or ends work for good. */
const DESTRUCTIVE = { readOnly: false, destructive: true, idempotent: true };

/** Actions that change something. Each leaves the audit event and the row that the same change over REST leaves. */
export function registerChangingActions(context: ActionContext): void {
  const { actionsRegistry, service, owners } = context;

  const change = changeByAction(context);
  const summarized = (migration: Migration) => ({
    output: summarizeMigration(migration),
  });

  actionsRegistry.register({
    name: 'create-migration',
    title: 'Create a dataset migration',
    description:
      'A draft of a migration from a mapping contract. Nothing happens to any repository; `dryRun` only checks.',
    attributes: { ...CAREFUL, idempotent: false },
    schema: {
      input: z =>
        z.object({
          contract: actionInputs(z).contract,
          requiredLevel: z.enum(EVIDENCE_LEVELS).optional(),
          deadline: z.string().date().optional().describe('YYYY-MM-DD'),
          dryRun: actionInputs(z).dryRun,
        }),
      output: migrationSummarySchema,
    },
    action: async ({ input, credentials }) =>
      summarized(
        await change(
          { eventId: 'migration-create', credentials, input },
          () => service.createMigration(input, { credentials }),
          ({ id }) => id,
        ),
      ),
  });

  actionsRegistry.register({
    name: 'plan-migration',
    title: 'Plan a dataset migration',
    description:
      'Finds who reads the dataset, and makes the plan: one target for each repository and owner. Nothing happens to any repository.',
    attributes: CAREFUL,
    schema: {
      input: z =>
        z.object({
          migrationId: actionInputs(z).migrationId,
          includeUndeclared: z
            .boolean()
            .optional()
            .describe('Take in code that no entity of the catalog declares'),
        }),
      output: migrationSummarySchema,
    },
    action: async ({ input, credentials }) =>
      summarized(
        await change({ eventId: 'migration-plan', credentials, input }, () =>
          service.planMigration(input, { credentials }),
        ),
      ),
  });

  actionsRegistry.register({
    name: 'preview-migration',
    title: 'Preview a dataset migration',
    description:
      'A dry run of all targets: agents make and prove their patches, and nothing is published. Look at the targets afterwards.',
    attributes: CAREFUL,
    schema: {
      input: z => z.object({ migrationId: actionInputs(z).migrationId }),
      output: migrationSummarySchema,
    },
    action: async ({ input, credentials }) =>
      summarized(
        await change({ eventId: 'migration-preview', credentials, input }, () =>
          service.previewMigration(input, { credentials }),
        ),
      ),
  });

  actionsRegistry.register({
    name: 'start-migration',
    title: 'Start a dataset migration',
    description:
      'Opens pull requests in the repositories of all teams of the plan, wave by wave. Ask the owner of the dataset before; `dryRun` shows what would start.',
    attributes: DESTRUCTIVE,
    schema: {
      input: z =>
        z.object({
          migrationId: actionInputs(z).migrationId,
          planHash: z
            .string()
            .min(1)
            .max(200)
            .describe('The plan that was looked at; another one is refused'),
          dryRun: actionInputs(z).dryRun,
        }),
      output: migrationSummarySchema,
    },
    action: async ({ input, credentials }) =>
      summarized(
        await change({ eventId: 'migration-start', credentials, input }, () =>
          service.startMigration(input, { credentials }),
        ),
      ),
  });

  const stateChanges = [
    {
      name: 'pause',
      title: 'Pause a dataset migration',
      description:
        'Nothing new begins, and what runs is given back; pull requests stay open.',
      attributes: CAREFUL,
      act: service.pauseMigration.bind(service),
    },
    {
      name: 'resume',
      title: 'Resume a dataset migration',
      description: 'Lets a paused migration go on where it stood.',
      attributes: CAREFUL,
      act: service.resumeMigration.bind(service),
    },
    {
      name: 'cancel',
      title: 'Cancel a dataset migration',
      description:
        'Ends a migration for good. What is merged stays merged, and what is open is left to the teams.',
      attributes: DESTRUCTIVE,
      act: service.cancelMigration.bind(service),
    },
  ] as const;
  for (const { name, act, ...texts } of stateChanges) {
    actionsRegistry.register({
      ...texts,
      name: `${name}-migration`,
      schema: {
        input: z =>
          z.object({
            migrationId: actionInputs(z).migrationId,
            reason: actionInputs(z).reason.optional(),
            dryRun: actionInputs(z).dryRun,
          }),
        output: migrationSummarySchema,
      },
      action: async ({ input, credentials }) =>
        summarized(
          await change(
            { eventId: `migration-${name}`, credentials, input },
            () => act(input, { credentials }),
          ),
        ),
    });
  }

  actionsRegistry.register({
    name: 'transfer-migration',
    title: 'Hand a dataset migration over',
    description:
      'Says who owns a migration, and who runs it beside the owner; whoever is not named any more may lose it. Those who are new to it are told.',
    attributes: DESTRUCTIVE,
    schema: {
      input: z =>
        z.object({
          migrationId: actionInputs(z).migrationId,
          ownerRef: actionInputs(z).entityRef('Who owns it from now on'),
          coOwnerRefs: z
            .array(actionInputs(z).entityRef('A group or user'))
            .max(20)
            .describe('All who are to run it beside the owner'),
          reason: actionInputs(z).reason.optional(),
          dryRun: actionInputs(z).dryRun,
        }),
      output: migrationSummarySchema,
    },
    action: async ({ input, credentials }) =>
      summarized(
        await change(
          { eventId: 'migration-transfer', credentials, input },
          () => owners.setOwners(input, { credentials }),
        ),
      ),
  });

  actionsRegistry.register({
    name: 'decide-migration-target',
    title: 'Decide on a target of a dataset migration',
    description:
      'Says what a team wants for its target: accept, snooze until a day, take over, not ours, ask for an exception, or undo what was said.',
    attributes: CAREFUL,
    schema: {
      input: z =>
        z.object({
          targetId: actionInputs(z).targetId,
          decision: z.enum([
            ...DECISION_KINDS,
            'wakeUp',
            'handBack',
            'takeOwnership',
            'refuse',
            'undo',
          ]),
          reason: actionInputs(z).reason.optional(),
          until: z.string().date().optional().describe('YYYY-MM-DD'),
          ownerRef: actionInputs(z)
            .entityRef('Who owns the code, for notOurs')
            .optional(),
        }),
      output: targetSummarySchema,
    },
    action: async ({ input, credentials }) => ({
      output: summarizeTarget(
        await change({ eventId: 'target-decide', credentials, input }, () =>
          service.decideTarget(input, { credentials }),
        ),
      ),
    }),
  });
}
