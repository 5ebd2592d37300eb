import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import type {
  EventDelivery,
  EventSubscription,
  EventSubscriptionSecret,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { describeError } from '../../api/describeError';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useAct } from '../../hooks/useAct';
import { useGoTo, useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { SecretDialog } from './SecretDialog';
import { SubscriptionDialog } from './SubscriptionDialog';
import type { WantedSubscription } from './SubscriptionDialog';
import styles from './SubscriptionsPage.module.css';
import { TestNotice } from './TestNotice';

/** A subscription as it was read, with the tag by which a change says what it was made from. */
export interface TaggedSubscription {
  subscription: EventSubscription;
  tag?: string;
}

type Asking = 'edit' | 'renew' | 'delete';

/** What can be done with a subscription; what cannot be undone is asked first. */
export function SubscriptionActs(
  props: TaggedSubscription & { onChanged: () => void },
) {
  const { subscription, tag, onChanged } = props;
  const { id: subscriptionId, title, url: address } = subscription;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const list = useLinks().subscriptions();
  const goTo = useGoTo();
  const act = useAct();
  // what somebody else changes while a dialog is open is not overwritten
  const [asking, setAsking] = useState<{ what: Asking; ifMatch?: string }>();
  const [made, setMade] = useState<EventSubscriptionSecret>();
  const [tested, setTested] = useState<EventDelivery>();
  const ask = (what: Asking) => setAsking({ what, ifMatch: tag });
  const close = () => setAsking(undefined);
  const isActive = subscription.state === 'active';

  const update = async (
    changes: Omit<WantedSubscription, 'migrationId'> & {
      migrationId: string | null;
    },
  ) => {
    await api.updateEventSubscription(
      { subscriptionId, ...changes },
      { ifMatch: asking?.ifMatch },
    );
    onChanged();
  };
  const toggle = () =>
    act.run(async () => {
      await api.updateEventSubscription({
        subscriptionId,
        state: isActive ? 'disabled' : 'active',
      });
      onChanged();
    });

  return (
    <>
      <div className={styles.acts}>
        {isActive ? (
          <Button
            variant="primary"
            isPending={act.isPending}
            onPress={() =>
              act.run(async () =>
                setTested(await api.testEventSubscription({ subscriptionId })),
              )
            }
          >
            {t('subscriptions.test')}
          </Button>
        ) : (
          <Button variant="primary" isPending={act.isPending} onPress={toggle}>
            {t('subscriptions.enable')}
          </Button>
        )}
        <Button variant="secondary" onPress={() => ask('edit')}>
          {t('subscriptions.edit')}
        </Button>
        <Button variant="secondary" onPress={() => ask('renew')}>
          {t('subscriptions.renew')}
        </Button>
        {isActive && (
          <Button
            variant="secondary"
            isPending={act.isPending}
            onPress={toggle}
          >
            {t('subscriptions.disable')}
          </Button>
        )}
        <Button variant="secondary" onPress={() => ask('delete')}>
          {t('subscriptions.delete')}
        </Button>
      </div>
      {act.error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('migration.actFailed')}
          description={describeError(act.error)}
        />
      )}
      {tested && <TestNotice key={tested.id} {...{ subscriptionId, tested }} />}
      {asking?.what === 'edit' && (
        <SubscriptionDialog
          subscription={subscription}
          onSave={({ migrationId = null, ...wanted }) =>
            update({ ...wanted, migrationId })
          }
          onClose={close}
        />
      )}
      {asking?.what === 'renew' && (
        <ReasonDialog
          title={t('subscriptions.renewTitle', { title })}
          effect={t('subscriptions.renewText')}
          confirmLabel={t('subscriptions.renewConfirm')}
          reason="none"
          onConfirm={async () => {
            setMade(await api.renewEventSecret({ subscriptionId }));
            onChanged();
          }}
          onClose={close}
        />
      )}
      {asking?.what === 'delete' && (
        <ReasonDialog
          title={t('subscriptions.deleteTitle', { title })}
          effect={t('subscriptions.deleteText', { address })}
          confirmLabel={t('subscriptions.deleteConfirm')}
          reason="none"
          isDestructive
          onConfirm={async () => {
            await api.deleteEventSubscription(
              { subscriptionId },
              { ifMatch: asking.ifMatch },
            );
            if (list) {
              goTo(list);
            }
          }}
          onClose={close}
        />
      )}
      {made && <SecretDialog made={made} onClose={() => setMade(undefined)} />}
    </>
  );
}
