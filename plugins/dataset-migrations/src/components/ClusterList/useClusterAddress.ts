import { useUrlState } from '../../routing';

/** A cluster, as an address names it. */
export interface ClusterAddress {
  migrationId: string;
  shape: string;
}

/** Which cluster is open, kept in the address so that a copied link shows the same. */
export function useClusterAddress(): {
  open: ClusterAddress | undefined;
  hrefOf: (address: ClusterAddress | undefined) => string;
} {
  const url = useUrlState();
  const [, migrationId, shape] =
    /^([0-9a-f-]{36})\.([0-9a-f]{64})$/.exec(url.get('cluster') ?? '') ?? [];
  return {
    open: migrationId && shape ? { migrationId, shape } : undefined,
    hrefOf: address =>
      url.query({
        cluster: address && `${address.migrationId}.${address.shape}`,
        others: undefined,
      }) || '?',
  };
}
