import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Select, Text } from '@backstage/ui';
import type {
  EventDelivery,
  EventDeliveryState,
  EventSubscription,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { describeError } from '../../api/describeError';
import { EmptyNotice } from '../../components/EmptyNotice';
import { QueryError } from '../../components/ErrorNotice';
import { Panel } from '../../components/Layout';
import { useAct } from '../../hooks/useAct';
import { PAGE_SIZE } from '../../hooks/useCursorPaging';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { useUrlState } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { DeliveryTable } from './DeliveryTable';
import { SpanDialog } from './SpanDialog';
import styles from './SubscriptionsPage.module.css';

const ALL = 'all';
const STATES = [
  'waiting',
  'sending',
  'delivered',
  'failed',
] as const satisfies readonly EventDeliveryState[];

/** What was sent and what waits, newest first; one of it, or some days, can be sent again. */
export function DeliveryLog(props: { subscription: EventSubscription }) {
  const { id: subscriptionId, state: standing } = props.subscription;
  const isActive = standing === 'active';
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const url = useUrlState();
  const act = useAct();
  const [isAsking, setIsAsking] = useState(false);
  const [sentAgain, setSentAgain] = useState<number>();
  const state = STATES.find(known => known === url.get('state'));
  const cursor = url.get('cursor');
  const request = {
    subscriptionId,
    limit: PAGE_SIZE,
    ...(state && { state: [state] }),
    ...(cursor && { cursor }),
  };
  const query = useLiveQuery({
    key: JSON.stringify(request),
    keepPrevious: true,
    load: signal => api.listEventDeliveries(request, { signal }),
    isBusy: ({ items }) => items.some(isOpen),
  });
  const nextCursor = query.data?.pageInfo.nextCursor;
  const again = ({ id: deliveryId }: EventDelivery) =>
    act.run(async () => {
      await api.replayEventDelivery({ subscriptionId, deliveryId });
      query.refresh();
    });

  return (
    <Panel title={t('subscriptions.log')}>
      <Flex direction="column" gap="4">
        <div className={styles.bar}>
          <div className={styles.choice}>
            <Select
              label={t('subscriptions.state')}
              options={[
                { value: ALL, label: t('subscriptions.everyState') },
                ...STATES.map(value => ({
                  value,
                  label: t(`subscriptions.${value}`),
                })),
              ]}
              value={state ?? ALL}
              onChange={value =>
                url.set({
                  state: value === ALL ? undefined : String(value),
                  cursor: undefined,
                })
              }
            />
          </div>
          {isActive && (
            <Button variant="secondary" onPress={() => setIsAsking(true)}>
              {t('subscriptions.span')}
            </Button>
          )}
        </div>
        {!isActive && (
          <Text as="p">{t('subscriptions.againWhileDisabled')}</Text>
        )}
        {act.error && (
          <Alert
            role="alert"
            status="danger"
            icon
            title={t('migration.actFailed')}
            description={describeError(act.error)}
          />
        )}
        {sentAgain !== undefined && (
          <Alert
            role="status"
            status="success"
            icon
            title={t('subscriptions.sentAgain', { count: sentAgain })}
          />
        )}
        <QueryError query={query} />
        {(query.data || query.isLoading) && (
          <DeliveryTable
            deliveries={query.data?.items}
            isStale={query.isStale}
            isPending={act.isPending}
            onAgain={isActive ? again : undefined}
            empty={
              <EmptyNotice
                text={
                  state
                    ? t('subscriptions.logEmptyFiltered')
                    : t('subscriptions.logEmpty')
                }
              />
            }
          />
        )}
        <Flex gap="2">
          {cursor && (
            <Button
              variant="secondary"
              size="small"
              onPress={() => url.set({ cursor: undefined })}
            >
              {t('subscriptions.newest')}
            </Button>
          )}
          {nextCursor && (
            <Button
              variant="secondary"
              size="small"
              onPress={() => url.set({ cursor: nextCursor })}
            >
              {t('subscriptions.older')}
            </Button>
          )}
        </Flex>
      </Flex>
      {isAsking && (
        <SpanDialog
          subscriptionId={subscriptionId}
          onSent={count => {
            setSentAgain(count);
            query.refresh();
          }}
          onClose={() => setIsAsking(false)}
        />
      )}
    </Panel>
  );
}

function isOpen({ state }: EventDelivery): boolean {
  return state === 'waiting' || state === 'sending';
}
