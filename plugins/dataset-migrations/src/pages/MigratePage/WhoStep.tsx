import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import { ConsumersTab } from '../MigrationPage';

export interface WhoStepProps {
  migration: Migration;
  onChanged: (migration: Migration) => void;
}

/** Who reads the dataset, and how many targets that makes. */
export function WhoStep(props: WhoStepProps) {
  const { consumerCount, targetCount } = props.migration;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <>
      <Text as="p" role="status">
        {targetCount === 0
          ? t('flow.whoNone')
          : t('flow.whoSentence', {
              consumers: consumerCount,
              count: targetCount,
            })}
      </Text>
      <ConsumersTab {...props} />
    </>
  );
}
