import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { decodeJwt } from 'jose';
import request from 'supertest';
import { authModulePersonaProvider } from './authModulePersonaProvider';

const ana = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'ana', namespace: 'default' },
  spec: { memberOf: ['growth-data'] },
  relations: [{ type: 'memberOf', targetRef: 'group:default/growth-data' }],
};

async function startBackend(providers: object) {
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      authModulePersonaProvider,
      catalogServiceMock.factory({ entities: [ana] }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://localhost' },
          auth: { providers },
        },
      }),
    ],
  });
  return server;
}

const PERSONA = { users: ['user:default/ana', 'user:default/ben'] };

describe('authModulePersonaProvider', () => {
  it('signs in a listed user with a token of that user', async () => {
    const server = await startBackend({ persona: PERSONA });

    const response = await request(server)
      .get('/api/auth/persona/refresh')
      .set('x-skein-persona', 'user:default/ana');

    expect(response.status).toBe(200);
    const { token, identity } = response.body.backstageIdentity;
    expect(decodeJwt(token).sub).toBe('user:default/ana');
    expect(identity.ownershipEntityRefs).toEqual(
      expect.arrayContaining(['user:default/ana', 'group:default/growth-data']),
    );
  });

  it('refuses a user whom the configuration does not list, even one of the catalog', async () => {
    const server = await startBackend({
      persona: { users: ['user:default/ben'] },
    });

    const response = await request(server)
      .get('/api/auth/persona/refresh')
      .set('x-skein-persona', 'user:default/ana');

    expect(response.status).toBe(401);
    expect(response.body.error.message).toContain(
      '"user:default/ana" is not one of auth.providers.persona.users: user:default/ben',
    );
  });

  it('refuses a request that names nobody', async () => {
    const server = await startBackend({ persona: PERSONA });

    const response = await request(server).get('/api/auth/persona/refresh');

    expect(response.status).toBe(401);
    expect(response.body.error.message).toContain('x-skein-persona is missing');
  });

  it('refuses a listed user whom the catalog does not know', async () => {
    const server = await startBackend({ persona: PERSONA });

    const response = await request(server)
      .get('/api/auth/persona/refresh')
      .set('x-skein-persona', 'user:default/ben');

    expect(response.status).toBe(404);
  });

  it('offers no sign-in where it is not configured', async () => {
    const server = await startBackend({});

    const response = await request(server)
      .get('/api/auth/persona/refresh')
      .set('x-skein-persona', 'user:default/ana');

    expect(response.status).toBe(404);
  });
});
