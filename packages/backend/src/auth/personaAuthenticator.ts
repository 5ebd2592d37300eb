import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { AuthenticationError, InputError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';

/** The request header that names the chosen user. */
export const PERSONA_HEADER = 'x-skein-persona';

const USERS_KEY = 'users';

function readUsers(config: Config): Set<string> {
  const users = config.getOptionalStringArray(USERS_KEY) ?? [];
  if (users.length === 0) {
    throw new InputError(
      `auth.providers.persona.${USERS_KEY} lists nobody; name the users that may be chosen, such as user:default/ana`,
    );
  }
  return new Set(
    users.map(user =>
      stringifyEntityRef(parseEntityRef(user, { defaultKind: 'user' })),
    ),
  );
}

/** Takes the user from a header, and nobody but the users that the configuration lists. */
export const personaAuthenticator = createProxyAuthenticator({
  async defaultProfileTransform() {
    return { profile: {} };
  },
  initialize({ config }) {
    return { users: readUsers(config) };
  },
  async authenticate({ req }, { users }) {
    const chosen = req.header(PERSONA_HEADER);
    if (!chosen) {
      throw new AuthenticationError(
        `The header ${PERSONA_HEADER} is missing; it names the user to sign in as`,
      );
    }
    if (!users.has(chosen)) {
      throw new AuthenticationError(
        `${PERSONA_HEADER}: "${chosen}" is not one of auth.providers.persona.${USERS_KEY}: ${[
          ...users,
        ].join(', ')}`,
      );
    }
    return { result: { userEntityRef: chosen } };
  },
});
