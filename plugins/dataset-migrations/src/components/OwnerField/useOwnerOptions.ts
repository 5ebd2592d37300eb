import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLiveQuery } from '../../hooks/useLiveQuery';

/** Groups and users that are offered; one that is not among them can be written. */
const OFFERED = 500;

/** Who may own something, by their references; groups come first. */
export function useOwnerOptions(): Array<{ value: string; label: string }> {
  const catalog = useApi(catalogApiRef);
  const owners = useLiveQuery({
    key: 'owners',
    load: async () => {
      const { items } = await catalog.getEntities({
        filter: { kind: ['group', 'user'] },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
        order: [
          { field: 'kind', order: 'asc' },
          { field: 'metadata.name', order: 'asc' },
        ],
        limit: OFFERED,
      });
      return items.map(entity => stringifyEntityRef(entity));
    },
  });
  return (owners.data ?? []).map(ref => ({ value: ref, label: ref }));
}
