import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import type { EventSubscriptionSecret } from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { EmptyNotice } from '../../components/EmptyNotice';
import { QueryError } from '../../components/ErrorNotice';
import { Loading } from '../../components/Loading';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { useGoTo, useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { SecretDialog } from './SecretDialog';
import { SubscriptionDialog } from './SubscriptionDialog';
import { SubscriptionTable } from './SubscriptionTable';

/** All subscriptions with their health, and the way to a new one. */
export function SubscriptionList() {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const links = useLinks();
  const goTo = useGoTo();
  const [isCreating, setIsCreating] = useState(false);
  const [made, setMade] = useState<EventSubscriptionSecret>();
  const query = useLiveQuery({
    key: 'subscriptions',
    load: signal => api.listEventSubscriptions({ signal }),
    isBusy: ({ items }) => items.some(({ failingSince }) => failingSince),
  });
  const items = query.data?.items;
  const create = (
    <Button
      variant="primary"
      iconStart={<RiAddLine aria-hidden />}
      onPress={() => setIsCreating(true)}
    >
      {t('subscriptions.create')}
    </Button>
  );

  return (
    <>
      <QueryError query={query} />
      {query.isLoading && <Loading blocks={1} height={220} />}
      {items?.length === 0 && (
        <EmptyNotice text={t('subscriptions.empty')} action={create} />
      )}
      {items && items.length > 0 && (
        <>
          <Flex justify="between" align="center" gap="4">
            <div>
              <Text as="h2" variant="title-x-small" weight="bold">
                {t('subscriptions.caption')}
              </Text>
              <Text as="p">{t('subscriptions.help')}</Text>
            </div>
            {create}
          </Flex>
          <SubscriptionTable subscriptions={items} />
        </>
      )}
      {isCreating && (
        <SubscriptionDialog
          onSave={async wanted =>
            setMade(await api.createEventSubscription(wanted))
          }
          onClose={() => setIsCreating(false)}
        />
      )}
      {made && (
        <SecretDialog
          made={made}
          onClose={() => {
            setMade(undefined);
            const href = links.subscription(made.subscription.id);
            if (href) {
              goTo(href);
            }
          }}
        />
      )}
    </>
  );
}
