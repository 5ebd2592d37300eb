import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { EventSubscription } from '@skein/backstage-plugin-dataset-migrations-common';
import { DataTable } from '../../components/DataTable';
import { Moment } from '../../components/Moment';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { HealthPill } from './HealthPill';
import { WantedEvents } from './WantedEvents';

/** Who is sent what, and how that fares. */
export function SubscriptionTable(props: {
  subscriptions: EventSubscription[];
}) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const links = useLinks();
  return (
    <DataTable<EventSubscription>
      caption={t('subscriptions.caption')}
      items={props.subscriptions}
      empty={null}
      columns={[
        {
          id: 'title',
          label: t('subscriptions.columnTitle'),
          isRowHeader: true,
          share: 2,
          minWidth: 160,
          cell: ({ id, title }) => (
            <Link href={links.subscription(id)}>
              <bdi>{title}</bdi>
            </Link>
          ),
        },
        {
          id: 'address',
          label: t('subscriptions.columnAddress'),
          share: 3,
          minWidth: 200,
          cell: ({ url }) => (
            <Text>
              <bdi dir="ltr">{url}</bdi>
            </Text>
          ),
        },
        {
          id: 'events',
          label: t('subscriptions.columnEvents'),
          share: 2,
          minWidth: 130,
          cell: subscription => <WantedEvents subscription={subscription} />,
        },
        {
          id: 'health',
          label: t('subscriptions.columnHealth'),
          share: 2,
          minWidth: 150,
          cell: subscription => <HealthPill subscription={subscription} />,
        },
        {
          id: 'arrived',
          label: t('subscriptions.columnArrived'),
          minWidth: 135,
          cell: ({ deliveredAt }) =>
            deliveredAt ? (
              <Moment at={deliveredAt} />
            ) : (
              <Text>{t('subscriptions.never')}</Text>
            ),
        },
        {
          id: 'failures',
          label: t('subscriptions.columnFailures'),
          minWidth: 165,
          cell: ({ failureCount }) => <Text>{failureCount}</Text>,
        },
      ]}
    />
  );
}
