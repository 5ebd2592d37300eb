import type {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import {
  migrationReadPermission,
  migrationUpdatePermission,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** Who may sign in, with what each of them is and belongs to. */
export const PEOPLE = {
  guest: ['user:development/guest'],
  user: ['user:default/uma', 'group:default/support'],
  datasetOwner: ['user:default/ana', 'group:default/growth-data'],
  consumerTeamMember: ['user:default/ben', 'group:default/marketing-analytics'],
  initiator: ['user:default/ida'],
  admin: ['user:default/olga', 'group:default/platform-admins'],
} as const;

/** Programs with tokens, and to what `externalAccess` restricts them. */
const SERVICES = {
  service: mockCredentials.service('plugin:scaffolder'),
  readToken: mockCredentials.service('external:dashboard', {
    permissionAttributes: { action: ['read'] },
  }),
  updateToken: mockCredentials.service('external:pipeline', {
    permissionNames: [
      migrationReadPermission.name,
      migrationUpdatePermission.name,
    ],
  }),
};

export type Person =
  | keyof typeof PEOPLE
  | keyof typeof SERVICES
  /** A program whose token is for another plugin. */
  | 'otherToken'
  | 'nobody';

/** Headers with which somebody calls. */
export function headersOf(person: Person): Record<string, string> {
  if (person === 'nobody') {
    return {};
  }
  return {
    authorization:
      person in PEOPLE
        ? mockCredentials.user.header(PEOPLE[person as keyof typeof PEOPLE][0])
        : `Bearer ${person}`,
  };
}

/** Knows people by the mock's tokens, and programs by their names. */
export function createHttpAuth(): HttpAuthService {
  const ofPeople = mockServices.httpAuth({
    defaultCredentials: mockCredentials.none(),
  });
  return {
    issueUserCookie: async (res, options) =>
      ofPeople.issueUserCookie(res, options),
    credentials: async (req, options) => {
      const token = req.headers.authorization?.replace('Bearer ', '');
      if (token === 'otherToken') {
        throw new NotAllowedError(
          "This token's access is restricted to plugin(s) 'catalog'",
        );
      }
      const service = Object.entries(SERVICES).find(([name]) => name === token);
      return service
        ? (service[1] as never)
        : ofPeople.credentials(req, options);
    },
  };
}

/** Whether a program calls. */
export function isService(credentials: BackstageCredentials): boolean {
  return mockServices.auth().isPrincipal(credentials, 'service');
}
