import {
  DECISION_KINDS,
  TARGET_STATES,
  type Job,
  type JobCheck,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { z as Zod } from 'zod/v3';
import type { ActionContext } from './ActionContext';
import { changeByAction } from './changeByAction';
import { actionInputs } from './inputs';

const MOST_TARGETS = 1000;
const LONGEST_TEXT = 200;

/** What an assistant has to know of an act on many targets. What was said about single ones comes from elsewhere, and is left out. */
function summarizeJob(job: Job | JobCheck) {
  const begun =
    'id' in job
      ? {
          jobId: job.id,
          state: job.state,
          done: job.done,
          allowed: job.allowed,
        }
      : undefined;
  return {
    ...begun,
    act: job.act,
    targets: job.of,
    acted: job.acted,
    refused: job.refused.map(({ reason, count }) => ({ reason, count })),
  };
}

function jobSummarySchema(z: typeof Zod) {
  return z.object({
    jobId: z.string().optional().describe('Absent for a dry run'),
    state: z.string().optional(),
    done: z.number().optional().describe('How many were asked so far'),
    allowed: z
      .array(z.string())
      .optional()
      .describe('What the caller may do now'),
    act: z.string(),
    targets: z.number().describe('How many are meant'),
    acted: z.number().describe('How many it is, or would be, done to'),
    refused: z.array(z.object({ reason: z.string(), count: z.number() })),
  });
}

/** Actions about acts on many targets. */
export function registerJobActions(context: ActionContext): void {
  const { actionsRegistry, jobs } = context;
  const change = changeByAction(context);

  actionsRegistry.register({
    name: 'act-on-migration-targets',
    title: 'Act on many targets of a dataset migration',
    description:
      'Retries many targets, or decides about them, in the background: all that match a filter, or those that are named. Look with `dryRun` first, and ask the person with the number that it gives.',
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: z =>
        z.object({
          migrationId: actionInputs(z).migrationId,
          act: z.enum([
            'retry',
            ...DECISION_KINDS,
            'wakeUp',
            'handBack',
            'takeOwnership',
            'refuse',
            'undo',
          ]),
          filter: z
            .object({
              state: z.array(z.enum(TARGET_STATES)).min(1).optional(),
              ownerRef: actionInputs(z).entityRef('Their owner').optional(),
              text: z.string().max(LONGEST_TEXT).optional(),
              wave: z.number().int().min(1).max(50).optional(),
              failureClass: z
                .enum(['infrastructure', 'rate', 'agent', 'permanent'])
                .optional(),
            })
            .optional()
            .describe('Which targets; {} for all of them'),
          targetIds: z
            .array(actionInputs(z).targetId)
            .min(1)
            .max(MOST_TARGETS)
            .optional()
            .describe('Instead of a filter'),
          reason: actionInputs(z).reason.optional(),
          until: z.string().date().optional().describe('YYYY-MM-DD'),
          ownerRef: actionInputs(z)
            .entityRef('Who owns the code, for notOurs')
            .optional(),
          dryRun: actionInputs(z).dryRun,
        }),
      output: jobSummarySchema,
    },
    action: async ({ input, credentials }) => ({
      output: summarizeJob(
        await change({ eventId: 'job-create', credentials, input }, () =>
          jobs.createJob(input, { credentials }),
        ),
      ),
    }),
  });

  actionsRegistry.register({
    name: 'get-migration-job',
    title: 'Look how far an act on many targets is',
    description: 'How many are done, and why others are not.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z => z.object({ jobId: actionInputs(z).jobId }),
      output: jobSummarySchema,
    },
    action: async ({ input, credentials }) => ({
      output: summarizeJob(await jobs.getJob(input, { credentials })),
    }),
  });
}
