import { isError } from '@backstage/errors';
import { redactSecrets } from '../git/redactSecrets';
import type { AttemptOutcome } from './AttemptOutcome';

type Failure = Pick<
  Extract<AttemptOutcome, { kind: 'failed' }>,
  'failure' | 'reason'
>;

/** Errors that come back as often as one tries. */
const PERMANENT = new Set([
  'InputError',
  'NotFoundError',
  'NotAllowedError',
  'AuthenticationError',
  'NotImplementedError',
]);

const MENDS: Record<string, string> = {
  NotFoundError:
    '; correct the address in the catalog, or give the credentials access to it',
  NotAllowedError: '; check the credentials of this host under integrations',
  AuthenticationError:
    '; check the credentials of this host under integrations',
};

/** Whether a failed attempt is worth another one, and what to tell people. */
export function describeFailure(error: unknown): Failure {
  const name = isError(error) ? error.name : '';
  const message = redactSecrets(isError(error) ? error.message : String(error));
  return {
    failure: PERMANENT.has(name) ? 'permanent' : 'infrastructure',
    reason: `${message.slice(0, 1000)}${MENDS[name] ?? ''}`,
  };
}
