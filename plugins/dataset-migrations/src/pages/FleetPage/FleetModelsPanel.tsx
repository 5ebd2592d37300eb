import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { FleetModels } from '@skein/backstage-plugin-dataset-migrations-common';
import { DataTable } from '../../components/DataTable';
import { Panel } from '../../components/Layout';
import { formatDollars, useModelWords } from '../../components/Models';
import { datasetMigrationsTranslationRef } from '../../translation';

/** What models cost today and on the days before, and how many targets needed none. */
export function FleetModelsPanel(props: { models: FleetModels }) {
  const { models } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const words = useModelWords();
  return (
    <Panel title={t('fleet.models')}>
      <Text as="p">
        {[
          t('fleet.today', { spent: words.spent(models.today) }),
          words.share(models),
        ].join(' · ')}
      </Text>
      <DataTable
        caption={t('fleet.models')}
        items={models.days.map(each => ({ ...each, id: each.day }))}
        empty={<Text>{t('fleet.noModelAsked')}</Text>}
        columns={[
          {
            id: 'day',
            label: t('fleet.day'),
            isRowHeader: true,
            cell: each => <Text>{each.day}</Text>,
          },
          {
            id: 'spent',
            label: t('fleet.spentOnDay'),
            cell: each => <Text>{formatDollars(each.spentDollars)}</Text>,
          },
        ]}
      />
    </Panel>
  );
}
