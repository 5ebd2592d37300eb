import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Flex, Text } from '@backstage/ui';
import type { EventSubscription } from '@skein/backstage-plugin-dataset-migrations-common';
import { relativeTime } from '../../components/Moment';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './SubscriptionsPage.module.css';

/** Why nothing arrives, and what comes next; nothing while all is well. */
export function SubscriptionNotice(props: { subscription: EventSubscription }) {
  const { state, reason, failingSince, failureCount } = props.subscription;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const isDisabled = state === 'disabled';
  if (!isDisabled && !failingSince) {
    return null;
  }
  const failing =
    failingSince &&
    t('subscriptions.failingSince', {
      count: failureCount,
      time: relativeTime(new Date(failingSince), new Date()),
    });
  return (
    <Alert
      role="status"
      status="warning"
      icon
      title={isDisabled ? t('subscriptions.disabledTitle') : failing}
      description={
        isDisabled ? (
          <Flex direction="column" gap="1">
            {reason && (
              <Text as="p" className={styles.wrap}>
                <bdi>{reason}</bdi>
              </Text>
            )}
            {failing && <Text as="p">{failing}</Text>}
            <Text as="p">{t('subscriptions.disabledHelp')}</Text>
          </Flex>
        ) : (
          t('subscriptions.failingHelp')
        )
      }
    />
  );
}
