import { isError } from '@backstage/errors';
import { redactSecrets } from '../git/redactSecrets';
import type { AttemptFailure } from './AttemptOutcome';
import { classifyFailure } from './classifyFailure';

const MENDS: Record<string, string> = {
  NotFoundError:
    '; correct the address in the catalog, or give the credentials access to it',
  NotAllowedError: '; check the credentials of this host under integrations',
  AuthenticationError:
    '; check the credentials of this host under integrations',
};

/** Whether a failed attempt is worth another one, and what to tell people. */
export function describeFailure(error: unknown): AttemptFailure {
  const classified = classifyFailure(error);
  const message = redactSecrets(isError(error) ? error.message : String(error));
  const mend =
    classified.failure === 'permanent' && isError(error)
      ? MENDS[error.name]
      : undefined;
  return { ...classified, reason: `${message.slice(0, 1000)}${mend ?? ''}` };
}
