import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Replica } from '@skein/backstage-plugin-dataset-migrations-common';
import { DataTable } from '../../components/DataTable';
import { Panel } from '../../components/Layout';
import { Moment } from '../../components/Moment';
import { datasetMigrationsTranslationRef } from '../../translation';

/** The processes that work, and how much of them is in use. */
export function ReplicaTable(props: { replicas: readonly Replica[] }) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <Panel title={t('fleet.replicas')}>
      <DataTable
        caption={t('fleet.replicas')}
        items={props.replicas.map(replica => ({
          ...replica,
          id: replica.worker,
        }))}
        empty={<Text>{t('fleet.noReplicas')}</Text>}
        columns={[
          {
            id: 'worker',
            label: t('fleet.columnWorker'),
            isRowHeader: true,
            share: 2,
            cell: ({ worker }) => (
              <Text>
                <bdi>{worker}</bdi>
              </Text>
            ),
          },
          {
            id: 'host',
            label: t('fleet.columnHost'),
            cell: ({ host }) => (
              <Text>
                <bdi>{host}</bdi>
              </Text>
            ),
          },
          {
            id: 'slots',
            label: t('fleet.columnSlots'),
            cell: ({ running, slots }) => (
              <Text>
                {t('fleet.slots', {
                  running: String(running),
                  slots: String(slots),
                })}
              </Text>
            ),
          },
          {
            id: 'started',
            label: t('fleet.columnStarted'),
            cell: ({ startedAt }) => <Moment at={startedAt} />,
          },
          {
            id: 'seen',
            label: t('fleet.columnSeen'),
            cell: ({ seenAt }) => <Moment at={seenAt} />,
          },
        ]}
      />
    </Panel>
  );
}
