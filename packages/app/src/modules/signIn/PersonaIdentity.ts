import type { IdentityApi } from '@backstage/frontend-plugin-api';
import { forgetPersona } from './chosenPersona';

/** A signed-in identity that is forgotten when the person signs out. */
export class PersonaIdentity implements IdentityApi {
  readonly #identity: IdentityApi;

  constructor(identity: IdentityApi) {
    this.#identity = identity;
  }

  getProfileInfo() {
    return this.#identity.getProfileInfo();
  }

  getBackstageIdentity() {
    return this.#identity.getBackstageIdentity();
  }

  getCredentials() {
    return this.#identity.getCredentials();
  }

  async signOut() {
    forgetPersona();
    await this.#identity.signOut();
  }
}
