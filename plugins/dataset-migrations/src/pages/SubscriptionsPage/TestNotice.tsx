import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { EventDelivery } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../translation';
import { DeliveryAnswer } from './DeliveryAnswer';

export interface TestNoticeProps {
  subscriptionId: string;
  /** As it was sent. */
  tested: EventDelivery;
}

/** Whether a test event has arrived, and what was answered. */
export function TestNotice(props: TestNoticeProps) {
  const { subscriptionId, tested } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const query = useLiveQuery({
    key: tested.id,
    load: async signal => {
      const { items } = await api.listEventDeliveries(
        { subscriptionId },
        { signal },
      );
      return items.find(({ id }) => id === tested.id) ?? tested;
    },
    isBusy: delivery => !wasTried(delivery),
  });
  const delivery = query.data ?? tested;
  if (!wasTried(delivery)) {
    return (
      <Alert
        role="status"
        status="info"
        icon
        title={t('subscriptions.testWaits')}
      />
    );
  }
  const hasArrived = delivery.state === 'delivered';
  return (
    <Alert
      role="status"
      status={hasArrived ? 'success' : 'warning'}
      icon
      title={
        hasArrived
          ? t('subscriptions.testArrived')
          : t('subscriptions.testFailed')
      }
      description={<DeliveryAnswer delivery={delivery} />}
    />
  );
}

function wasTried({ state, status, error }: EventDelivery): boolean {
  const isSettled = state === 'delivered' || state === 'failed';
  return isSettled || status !== undefined || error !== undefined;
}
