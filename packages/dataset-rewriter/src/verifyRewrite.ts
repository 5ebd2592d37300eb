import type { RewriteEvidence, VerifyRewriteOptions } from './types';
import { checkNoOldReference } from './verify/checkNoOldReference';
import { checkParses } from './verify/checkParses';

/**
 * Looks at a patch without trusting who made it.
 * @public
 */
export async function verifyRewrite(
  options: VerifyRewriteOptions,
): Promise<RewriteEvidence> {
  return {
    parses: await checkParses(options),
    noOldReference: await checkNoOldReference(options),
  };
}
