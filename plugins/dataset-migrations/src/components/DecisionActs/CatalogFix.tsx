import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { Target } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../translation';
import { QueryError } from '../ErrorNotice';
import { Loading } from '../Loading';
import { CopyText } from '../CopyText';
import { renderCatalogFix } from './renderCatalogFix';

/** What the descriptions of a target's entities should say when its code does not read the dataset. */
export function CatalogFix(props: { target: Target }) {
  const { migrationId, entityRefs } = props.target;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const catalog = useApi(catalogApiRef);
  const query = useLiveQuery({
    key: JSON.stringify({ migrationId, entityRefs }),
    load: async signal => {
      const { fromRefs } = await api.getMigration({ migrationId }, { signal });
      const { items } = await catalog.getEntitiesByRefs({ entityRefs });
      return items
        .flatMap(entity =>
          entity
            ? renderCatalogFix({ entity, datasetRefs: fromRefs }) ?? []
            : [],
        )
        .join('---\n');
    },
  });
  if (query.isLoading) {
    return <Loading blocks={1} height={120} />;
  }
  if (query.data === undefined) {
    return <QueryError query={query} />;
  }
  return query.data === '' ? (
    <Text as="p">{t('decision.nothingToMend')}</Text>
  ) : (
    <Flex direction="column" gap="2">
      <Text as="p">{t('decision.catalogFix')}</Text>
      <CopyText label={t('decision.catalogFixLabel')} text={query.data} />
    </Flex>
  );
}
