import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import { IncomingList } from '../components/IncomingList';
import { TabBody } from '../components/Layout';
import { datasetMigrationsTranslationRef } from '../translation';
import { useEntityRef } from './useEntityRef';

/** The tab of a component or a group: what comes to its code. */
export function IncomingContent() {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const { entity } = useEntity();
  const entityRef = useEntityRef();
  return (
    <TabBody>
      <Text as="h2" variant="title-small">
        {t('incoming.title')}
      </Text>
      <IncomingList
        entityRefs={[entityRef]}
        emptyText={t('incoming.emptyFor', {
          name: entity.metadata.title ?? entity.metadata.name,
        })}
      />
    </TabBody>
  );
}
