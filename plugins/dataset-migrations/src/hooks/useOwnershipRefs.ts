import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { useLiveQuery } from './useLiveQuery';
import type { LiveQuery } from './useLiveQuery';

/** The signed-in person and the groups that they belong to. */
export function useOwnershipRefs(): LiveQuery<string[]> {
  const identityApi = useApi(identityApiRef);
  const load = useCallback(async () => {
    const { ownershipEntityRefs } = await identityApi.getBackstageIdentity();
    return ownershipEntityRefs;
  }, [identityApi]);
  return useLiveQuery({ key: 'ownership', load });
}
