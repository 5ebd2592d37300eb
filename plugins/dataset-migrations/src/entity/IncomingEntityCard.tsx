import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { datasetMigrationsTranslationRef } from '../translation';
import { IncomingBrief } from './IncomingBrief';
import { useEntityRef } from './useEntityRef';

/** On the overview of a component or a group: the most urgent of what comes to its code. */
export function IncomingEntityCard() {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const { entity } = useEntity();
  const entityRef = useEntityRef();
  return (
    <EntityInfoCard title={t('incoming.title')}>
      <IncomingBrief
        entityRefs={[entityRef]}
        emptyText={t('incoming.emptyFor', {
          name: entity.metadata.title ?? entity.metadata.name,
        })}
      />
    </EntityInfoCard>
  );
}
