import type { IdentityApi } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PersonaSignInPage } from './PersonaSignInPage';

function unsignedToken(claims: object) {
  const encode = (part: object) => btoa(JSON.stringify(part));
  return `${encode({ alg: 'none' })}.${encode(claims)}.`;
}

/** What the auth backend answers for whoever the header names. */
function sessionOf(userEntityRef: string) {
  return {
    profile: {},
    backstageIdentity: {
      token: unsignedToken({ sub: userEntityRef, exp: 4102444800 }),
      identity: {
        type: 'user',
        userEntityRef,
        ownershipEntityRefs: [userEntityRef],
      },
    },
  };
}

function answer(status: number, body: object) {
  return {
    ok: status < 400,
    status,
    statusText: 'status',
    headers: new Headers({ 'content-type': 'application/json' }),
    json: async () => body,
    text: async () => JSON.stringify(body),
  };
}

async function openPage() {
  const signedIn: IdentityApi[] = [];
  await renderInTestApp(
    <PersonaSignInPage
      onSignInSuccess={identity => {
        signedIn.push(identity);
      }}
    />,
  );
  return signedIn;
}

describe('PersonaSignInPage', () => {
  const authBackend = jest.fn();
  const originalFetch = global.fetch;

  beforeEach(() => {
    window.localStorage.clear();
    authBackend
      .mockReset()
      .mockImplementation(async (_url, { headers }) =>
        answer(200, sessionOf(headers.get('x-skein-persona'))),
      );
    global.fetch = authBackend;
  });

  afterEach(() => {
    global.fetch = originalFetch;
  });

  it('signs in as the person that is chosen', async () => {
    const signedIn = await openPage();
    expect(authBackend).not.toHaveBeenCalled();

    await userEvent.click(screen.getByRole('button', { name: /Ben/ }));

    await waitFor(() => expect(signedIn).toHaveLength(1));
    await expect(signedIn[0].getBackstageIdentity()).resolves.toMatchObject({
      userEntityRef: 'user:default/ben',
    });
  });

  it('signs in at once whoever chose before, until they sign out', async () => {
    window.localStorage.setItem('skein.persona', 'user:default/olga');
    const signedIn = await openPage();
    await waitFor(() => expect(signedIn).toHaveLength(1));

    await signedIn[0].signOut();

    expect(window.localStorage.getItem('skein.persona')).toBeNull();
  });

  it('asks again when what it remembers is not one of the people', async () => {
    window.localStorage.setItem('skein.persona', 'user:default/eve');

    await openPage();

    expect(screen.getByRole('button', { name: /Ana/ })).toBeInTheDocument();
    expect(authBackend).not.toHaveBeenCalled();
  });

  it('says why the sign-in failed, and lets one choose again', async () => {
    authBackend.mockResolvedValue(
      answer(404, {
        error: { name: 'NotFoundError', message: 'User not found' },
        response: { statusCode: 404 },
      }),
    );
    await openPage();
    await userEvent.click(screen.getByRole('button', { name: /Ana/ }));
    await screen.findByText('Could not sign in as Ana');
    expect(screen.getByText(/User not found/)).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Choose again' }));

    expect(screen.getByRole('button', { name: /Ana/ })).toBeInTheDocument();
    expect(window.localStorage.getItem('skein.persona')).toBeNull();
  });
});
