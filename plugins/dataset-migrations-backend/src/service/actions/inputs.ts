import type { z as Zod } from 'zod/v3';

/** The longest text of a contract, as in REST. */
const LONGEST_CONTRACT = 1_000_000;
const LONGEST_REASON = 1000;
const LONGEST_REF = 400;
const MOST_ITEMS = 200;

/** What actions are asked with; the bounds are those of REST. */
export function actionInputs(z: typeof Zod) {
  const entityRef = (what: string) =>
    z
      .string()
      .min(1)
      .max(LONGEST_REF)
      .describe(`${what}, as an entity reference such as group:default/team`);
  return {
    entityRef,
    migrationId: z.string().uuid().describe('Names the migration'),
    approvalId: z
      .string()
      .uuid()
      .describe('Names what waits for a second person'),
    jobId: z.string().uuid().describe('Names the act on many targets'),
    targetId: z.string().uuid().describe('Names the target'),
    contract: z
      .string()
      .min(1)
      .max(LONGEST_CONTRACT)
      .describe('The mapping contract as YAML or JSON'),
    reason: z
      .string()
      .min(1)
      .max(LONGEST_REASON)
      .describe('Why, for the history that people read'),
    dryRun: z
      .boolean()
      .default(false)
      .describe('Shows what would come of it, and changes nothing'),
    page: {
      limit: z.number().int().min(1).max(MOST_ITEMS).optional(),
      cursor: z
        .string()
        .max(LONGEST_REASON)
        .optional()
        .describe('`nextCursor` of the page before'),
    },
  };
}
