import {
  TARGET_STATES,
  type Target,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { z as Zod } from 'zod/v3';

/**
 * What an assistant has to know of a target. Nothing that a repository or an agent wrote is in it but its name: an assistant
 * may take such text for an order.
 */
export function summarizeTarget(target: Target) {
  return {
    targetId: target.id,
    repository: target.repository,
    owner: target.ownerRef,
    state: target.state,
    nextStep: target.nextStep,
    decision: target.decision?.kind,
    pullRequest: target.pullRequest?.url,
    placesForPeople: target.findings.length,
    allowed: target.allowed,
  };
}

/** The shape of a summary. */
export function targetSummarySchema(z: typeof Zod) {
  return z.object({
    targetId: z.string(),
    repository: z.string().describe('host/owner/name'),
    owner: z.string().optional(),
    state: z.enum(TARGET_STATES),
    nextStep: z.string().describe('What happens next, and who acts'),
    decision: z
      .string()
      .optional()
      .describe('What was said about it and stands'),
    pullRequest: z.string().optional().describe('Its address'),
    placesForPeople: z
      .number()
      .describe('Places in the code that are left for a person'),
    allowed: z.array(z.string()).describe('What the caller may do now'),
  });
}
