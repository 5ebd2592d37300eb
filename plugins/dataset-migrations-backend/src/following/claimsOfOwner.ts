import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { RELATION_MEMBER_OF } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { parseFullEntityRef } from '../discovery/parseFullEntityRef';
import type { ServiceContext } from '../service/ServiceContext';

/** What a named owner is and belongs to, as the catalog has it; throws `InputError` when it is not there. */
export async function claimsOfOwner(
  { catalog }: Pick<ServiceContext, 'catalog'>,
  ownerRef: string,
  credentials: BackstageCredentials,
): Promise<string[]> {
  const owner = await catalog.getEntityByRef(ownerRef, { credentials });
  if (!owner) {
    throw new InputError(
      `spec.owner: '${ownerRef}' is not in the catalog; write a group or user that is, for example group:default/finance`,
    );
  }
  const memberships = (owner.relations ?? [])
    .filter(({ type }) => type === RELATION_MEMBER_OF)
    .map(({ targetRef }) => parseFullEntityRef(targetRef));
  return [ownerRef, ...memberships];
}
