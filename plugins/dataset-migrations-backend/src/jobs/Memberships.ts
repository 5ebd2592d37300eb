import type { AuthService } from '@backstage/backend-plugin-api';
import { RELATION_MEMBER_OF } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { parseFullEntityRef } from '../discovery/parseFullEntityRef';
import type { JobAuthority } from './JobAuthority';

export interface MembershipsOptions {
  catalog: CatalogService;
  auth: AuthService;
}

/** What the catalog says of people's groups: what they may do follows from these, whatever the policy is. */
export class Memberships {
  readonly #options: MembershipsOptions;

  static create(options: MembershipsOptions): Memberships {
    return new Memberships(options);
  }

  private constructor(options: MembershipsOptions) {
    this.#options = options;
  }

  /** Undefined for whom the catalog does not know. */
  async list(userRef: string): Promise<string[] | undefined> {
    const { catalog, auth } = this.#options;
    const user = await catalog.getEntityByRef(userRef, {
      credentials: await auth.getOwnServiceCredentials(),
    });
    return user?.relations
      ?.filter(({ type }) => type === RELATION_MEMBER_OF)
      .map(({ targetRef }) => parseFullEntityRef(targetRef));
  }

  /** Why somebody is not the one any more who was allowed to; undefined while nothing was lost. */
  async whyLost(
    userRef: string,
    { memberships }: Pick<JobAuthority, 'memberships'>,
  ): Promise<string | undefined> {
    if (!memberships) {
      return undefined;
    }
    const today = await this.list(userRef);
    if (!today) {
      return `${userRef} is not in the catalog any more; somebody else has to ask for the rest`;
    }
    const lost = memberships.filter(ref => !today.includes(ref));
    return lost.length > 0
      ? `${userRef} has left ${lost.join(
          ' and ',
        )} since; who still may has to ask for the rest`
      : undefined;
  }
}
