import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Combobox } from '@backstage/ui';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../translation';

/** Groups that are offered; one that is not among them can be written. */
const OFFERED = 500;

/** Who owns the code, picked from the groups of the catalog or written. */
export function OwnerField(props: {
  value: string;
  onChange: (ownerRef: string) => void;
}) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const catalog = useApi(catalogApiRef);
  const groups = useLiveQuery({
    key: 'groups',
    load: async () => {
      const { items } = await catalog.getEntities({
        filter: { kind: 'group' },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
        order: { field: 'metadata.name', order: 'asc' },
        limit: OFFERED,
      });
      return items.map(entity => stringifyEntityRef(entity));
    },
  });
  return (
    <Combobox
      label={t('decision.owner')}
      description={t('decision.ownerHelp')}
      allowsCustomValue
      isRequired
      options={(groups.data ?? []).map(ref => ({ value: ref, label: ref }))}
      inputValue={props.value}
      onInputChange={props.onChange}
    />
  );
}
