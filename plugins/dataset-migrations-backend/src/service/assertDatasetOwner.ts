import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { parseFullEntityRef } from '../discovery/parseFullEntityRef';
import type { ServiceContext } from './ServiceContext';

export interface AssertDatasetOwnerOptions {
  /** The datasets that are to be moved. */
  fromRefs: readonly string[];
  /** What somebody is and belongs to. */
  claims: readonly string[];
  /** The migration that moves them already, if there is one: its owner and co-owners may say how. */
  migration?: Pick<Migration, 'ownerRef' | 'coOwnerRefs' | 'fromRefs'>;
  /** What is said of a dataset that belongs to others. */
  refuse(datasetRef: string, owners: string): string;
}

/**
 * Whoever describes a move must own what is moved; throws `NotAllowedError`. A dataset that does not exist passes: the service
 * says what is wrong with it.
 */
export async function assertDatasetOwner(
  { catalog, auth }: Pick<ServiceContext, 'catalog' | 'auth'>,
  options: AssertDatasetOwnerOptions,
): Promise<void> {
  const { fromRefs, claims, migration, refuse } = options;
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs: [...fromRefs], fields: ['relations'] },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  const entrusted =
    migration &&
    [migration.ownerRef, ...migration.coOwnerRefs].some(ref =>
      claims.includes(ref),
    )
      ? migration.fromRefs
      : [];
  items.forEach((entity, index) => {
    if (entrusted.includes(fromRefs[index])) {
      return;
    }
    const owners = (entity?.relations ?? [])
      .filter(({ type }) => type === RELATION_OWNED_BY)
      .map(({ targetRef }) => parseFullEntityRef(targetRef));
    if (entity && !owners.some(owner => claims.includes(owner))) {
      throw new NotAllowedError(
        refuse(fromRefs[index], owners.join(' and ') || 'nobody'),
      );
    }
  });
}
