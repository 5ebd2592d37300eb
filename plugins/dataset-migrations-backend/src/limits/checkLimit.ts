import { InputError } from '@backstage/errors';
import type { SetLimitRequest } from '@skein/backstage-plugin-dataset-migrations-common';
import { parseFullEntityRef } from '../discovery/parseFullEntityRef';
import { EACH_SUBJECT, SCOPES_OF_LIMITS } from './LimitScope';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const REPOSITORY = /^[^/\s]+(\/[^/\s]+){2,}$/;
const MOST_WEIGHT = 100;

/** What a limit is about, in the form in which it is kept; throws `InputError` for one that cannot be meant. */
export function checkLimit(request: SetLimitRequest): string {
  const { kind, scope, subject, value } = request;
  const scopes = SCOPES_OF_LIMITS[kind];
  if (!scopes.includes(scope)) {
    throw new InputError(
      `body.scope: '${scope}' has no ${kind}; give one of ${scopes.join(', ')}`,
    );
  }
  if (
    kind === 'weight' &&
    value !== null &&
    (value < 1 || value > MOST_WEIGHT)
  ) {
    throw new InputError(
      `body.value: ${value} is no weight; give a whole number from 1 to ${MOST_WEIGHT}, or null for 1`,
    );
  }
  if (scope === 'global') {
    if (subject !== undefined && subject !== '') {
      throw new InputError(
        `body.subject: '${subject}' has no meaning with the scope global; leave it out`,
      );
    }
    return '';
  }
  if (subject === undefined || subject === '') {
    throw new InputError(
      `body.subject: missing; say which ${scope} is meant, or '${EACH_SUBJECT}' for each`,
    );
  }
  if (subject === EACH_SUBJECT) {
    return subject;
  }
  if (scope === 'migration' && !UUID.test(subject)) {
    throw new InputError(
      `body.subject: '${subject}' is no migration; give the id of one`,
    );
  }
  if (scope === 'repository' && !REPOSITORY.test(subject)) {
    throw new InputError(
      `body.subject: '${subject}' is no repository; give host/owner/name, such as github.com/acme/pricing`,
    );
  }
  if (scope === 'team' || scope === 'owner') {
    return parseSubject(subject);
  }
  return subject;
}

function parseSubject(subject: string): string {
  try {
    return parseFullEntityRef(subject);
  } catch {
    throw new InputError(
      `body.subject: '${subject}' is no entity reference; give one such as group:default/finance`,
    );
  }
}
