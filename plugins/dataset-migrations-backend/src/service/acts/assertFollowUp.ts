import { InputError } from '@backstage/errors';
import type { FollowUpPolicy } from '@skein/backstage-plugin-dataset-migrations-common';
import { checkFollowUp } from '../../tracking/policies/checkFollowUp';
import type { FollowUpPolicies } from '../../tracking/policies/FollowUpPolicies';

/** Throws for a choice that the configuration does not allow. */
export function assertFollowUp(
  configured: FollowUpPolicies,
  choice: FollowUpPolicy | null | undefined,
): void {
  const problems = checkFollowUp(configured, choice ?? {});
  if (problems.length > 0) {
    throw new InputError(problems.map(each => `body.${each}`).join('; '));
  }
}
