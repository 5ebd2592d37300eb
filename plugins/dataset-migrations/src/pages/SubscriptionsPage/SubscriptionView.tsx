import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { RiArrowLeftLine } from '@remixicon/react';
import type { EventSubscription } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { EntityLink } from '../../components/EntityLink';
import { QueryError } from '../../components/ErrorNotice';
import { Facts, Panel } from '../../components/Layout';
import { Loading } from '../../components/Loading';
import { Instant, Moment } from '../../components/Moment';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { DeliveryLog } from './DeliveryLog';
import { OneMigration } from './WantedEvents';
import { SubscriptionActs } from './SubscriptionActs';
import type { TaggedSubscription } from './SubscriptionActs';
import { SubscriptionNotice } from './SubscriptionNotice';

/** One subscription: what it wants, how it fares, what can be done, and its log. */
export function SubscriptionView(props: { subscriptionId: string }) {
  const { subscriptionId } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const list = useLinks().subscriptions();
  const query = useLiveQuery<TaggedSubscription>({
    key: subscriptionId,
    load: async signal => {
      let tag: string | undefined;
      const subscription = await api.getEventSubscription(
        { subscriptionId },
        { signal, onEntityTag: found => (tag = found) },
      );
      return { subscription, tag };
    },
    isBusy: ({ subscription }) => subscription.failingSince !== undefined,
  });
  const { data } = query;
  return (
    <>
      {list && (
        <div>
          <Link href={list}>
            <RiArrowLeftLine aria-hidden size={14} /> {t('subscriptions.all')}
          </Link>
        </div>
      )}
      <QueryError query={query} />
      {query.isLoading && <Loading blocks={2} height={160} />}
      {data && (
        <>
          <SubscriptionNotice subscription={data.subscription} />
          <Panel title={data.subscription.title}>
            <SubscriptionFacts subscription={data.subscription} />
          </Panel>
          <SubscriptionActs {...data} onChanged={query.refresh} />
          <DeliveryLog subscription={data.subscription} />
        </>
      )}
    </>
  );
}

function SubscriptionFacts(props: { subscription: EventSubscription }) {
  const { subscription } = props;
  const { kinds, migrationId, deliveredAt, oldSecretUntil } = subscription;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <Facts
      facts={[
        {
          label: t('subscriptions.address'),
          value: <bdi dir="ltr">{subscription.url}</bdi>,
        },
        {
          label: t('subscriptions.events'),
          value:
            kinds.length === 0
              ? t('subscriptions.everyKind')
              : kinds.map(kind => t(`subscriptions.kind.${kind}`)).join(', '),
        },
        {
          label: t('subscriptions.migrations'),
          value: migrationId ? (
            <OneMigration migrationId={migrationId} />
          ) : (
            t('subscriptions.everyMigration')
          ),
        },
        {
          label: t('subscriptions.columnArrived'),
          value: deliveredAt ? (
            <Moment at={deliveredAt} />
          ) : (
            t('subscriptions.never')
          ),
        },
        {
          label: t('subscriptions.columnFailures'),
          value: subscription.failureCount,
        },
        {
          label: t('subscriptions.columnChanged'),
          value: (
            <>
              <ChangedBy actor={subscription.changedBy} />{' '}
              <Moment at={subscription.changedAt} />
            </>
          ),
        },
        ...(oldSecretUntil && new Date(oldSecretUntil) > new Date()
          ? [
              {
                label: t('subscriptions.oldSecretUntil'),
                value: <Instant at={oldSecretUntil} />,
              },
            ]
          : []),
      ]}
    />
  );
}

/** People are linked to their page; programs have none. */
function ChangedBy(props: { actor: string }) {
  return props.actor.startsWith('user:') ? (
    <EntityLink entityRef={props.actor} />
  ) : (
    <Text>
      <bdi>{props.actor}</bdi>
    </Text>
  );
}
