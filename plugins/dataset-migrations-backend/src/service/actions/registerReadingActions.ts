import {
  MIGRATION_STATES,
  TARGET_STATES,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { ActionContext } from './ActionContext';
import { actionInputs } from './inputs';
import {
  migrationSummarySchema,
  summarizeMigration,
} from './summarizeMigration';
import { summarizeTarget, targetSummarySchema } from './summarizeTarget';

const READS = { readOnly: true, destructive: false, idempotent: true };
/** Of a team's targets, so many are named; more are counted. */
const MOST_NAMED = 50;

/** Actions that only look. */
export function registerReadingActions(context: ActionContext): void {
  const { actionsRegistry, service } = context;

  actionsRegistry.register({
    name: 'list-migrations',
    title: 'List dataset migrations',
    description:
      'Migrations of datasets, the newest first, with their states and how far they are. Filter by dataset or state.',
    attributes: READS,
    schema: {
      input: z =>
        z.object({
          entityRef: actionInputs(z).entityRef('A dataset').optional(),
          state: z.array(z.enum(MIGRATION_STATES)).optional(),
          ...actionInputs(z).page,
        }),
      output: z =>
        z.object({
          migrations: z.array(migrationSummarySchema(z)),
          total: z.number(),
          nextCursor: z.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const page = await service.listMigrations(input, { credentials });
      return {
        output: {
          migrations: page.items.map(summarizeMigration),
          total: page.totalItems,
          nextCursor: page.pageInfo.nextCursor,
        },
      };
    },
  });

  actionsRegistry.register({
    name: 'get-migration',
    title: 'Get a dataset migration',
    description:
      'One migration: its state, its targets by state, when it will be through by the forecast, and what discovery warned of.',
    attributes: READS,
    schema: {
      input: z => z.object({ migrationId: actionInputs(z).migrationId }),
      output: z =>
        migrationSummarySchema(z).extend({
          warnings: z.array(z.string()),
          forecast: z.object({
            likely: z.string().optional(),
            early: z.string().optional(),
            late: z.string().optional(),
            unknownBecause: z.string().optional(),
          }),
        }),
    },
    action: async ({ input, credentials }) => {
      const migration = await service.getMigration(input, { credentials });
      const { finish, unknownBecause } = await service.getForecast(input, {
        credentials,
      });
      return {
        output: {
          ...summarizeMigration(migration),
          warnings: migration.findings.map(({ message }) => message),
          forecast: { ...finish, unknownBecause },
        },
      };
    },
  });

  actionsRegistry.register({
    name: 'list-migration-targets',
    title: 'List the targets of a dataset migration',
    description:
      'The units of change of a migration, one for each repository and owner: state, pull request, what happens next. Filter by state or owner.',
    attributes: READS,
    schema: {
      input: z =>
        z.object({
          migrationId: actionInputs(z).migrationId,
          state: z.array(z.enum(TARGET_STATES)).optional(),
          ownerRef: actionInputs(z).entityRef('Who owns the code').optional(),
          ...actionInputs(z).page,
        }),
      output: z =>
        z.object({
          targets: z.array(targetSummarySchema(z)),
          total: z.number(),
          nextCursor: z.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const page = await service.listTargets(input, { credentials });
      return {
        output: {
          targets: page.items.map(summarizeTarget),
          total: page.totalItems,
          nextCursor: page.pageInfo.nextCursor,
        },
      };
    },
  });

  actionsRegistry.register({
    name: 'list-incoming-migrations',
    title: 'List what is incoming for a team',
    description:
      'Targets of all migrations that belong to some teams or components, the most urgent first: what changes, why, by when, and what a person has to decide.',
    attributes: READS,
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .array(actionInputs(z).entityRef('A team or a component'))
            .min(1)
            .max(100),
          ...actionInputs(z).page,
        }),
      output: z =>
        z.object({
          incoming: z.array(
            targetSummarySchema(z).extend({
              migrationId: z.string(),
              title: z.string(),
              deadline: z.string().optional(),
            }),
          ),
          total: z.number(),
          nextCursor: z.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const page = await service.listIncoming(input, { credentials });
      return {
        output: {
          incoming: page.items.map(({ target, migration }) => ({
            ...summarizeTarget(target),
            migrationId: migration.id,
            title: migration.title,
            deadline: migration.deadline,
          })),
          total: page.totalItems,
          nextCursor: page.pageInfo.nextCursor,
        },
      };
    },
  });

  actionsRegistry.register({
    name: 'explain-migration-for-team',
    title: 'Explain what a dataset migration means for a team',
    description:
      'What changes, in plain words from the mapping contract, and what of it is the business of one team: its targets, their pull requests, and what people have to do until when.',
    attributes: READS,
    schema: {
      input: z =>
        z.object({
          migrationId: actionInputs(z).migrationId,
          ownerRef: actionInputs(z).entityRef('The team'),
        }),
      output: z =>
        z.object({
          title: z.string(),
          deadline: z.string().optional(),
          whatChanges: z.array(z.string()).describe('A sentence each'),
          guide: z.string().optional().describe('Where the owner explains it'),
          targets: z.array(targetSummarySchema(z)),
          targetsInAll: z.number(),
        }),
    },
    action: async ({ input, credentials }) => {
      const migration = await service.getMigration(input, { credentials });
      const { explanation } = await service.getContract(input, { credentials });
      const page = await service.listTargets(
        { ...input, limit: MOST_NAMED },
        { credentials },
      );
      return {
        output: {
          title: migration.title,
          deadline: migration.deadline,
          whatChanges: explanation,
          guide: migration.guide,
          targets: page.items.map(summarizeTarget),
          targetsInAll: page.totalItems,
        },
      };
    },
  });

  actionsRegistry.register({
    name: 'draft-mapping-contract',
    title: 'Draft a mapping contract',
    description:
      'A first contract between a dataset and its replacement, from what the catalog knows of their columns. People have to look it over before a migration is made of it.',
    attributes: READS,
    schema: {
      input: z =>
        z.object({
          from: actionInputs(z).entityRef('The dataset that is replaced'),
          to: actionInputs(z)
            .entityRef('The dataset that replaces it')
            .optional(),
        }),
      output: z =>
        z.object({
          contract: z.string(),
          problems: z
            .array(z.string())
            .describe('What has to be mended before it can be used'),
          explanation: z.array(z.string()).describe('What it says, in words'),
        }),
    },
    action: async ({ input, credentials }) => {
      const { contract } = await service.draftContract(input, { credentials });
      const { problems, explanation } = await service.checkContract(
        { contract },
        { credentials },
      );
      return {
        output: {
          contract,
          problems: problems.map(({ path, mend }) => `${path}: ${mend}`),
          explanation,
        },
      };
    },
  });
}
