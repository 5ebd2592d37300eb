import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import type { EventDelivery } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './SubscriptionsPage.module.css';

/** What a receiver has answered last, and why that is a failure; both are only text, since anybody may answer anything. */
export function DeliveryAnswer(props: { delivery: EventDelivery }) {
  const { status, durationMs, attempts, error } = props.delivery;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const answered =
    status !== undefined &&
    (durationMs === undefined
      ? t('subscriptions.answered', { status: String(status) })
      : t('subscriptions.answeredIn', {
          status: String(status),
          milliseconds: durationMs,
        }));
  const said = [
    answered,
    attempts > 0 && t('subscriptions.attempts', { count: attempts }),
  ].filter(Boolean);
  return (
    <Flex direction="column" align="start" gap="1">
      {said.length > 0 && <Text>{said.join(' · ')}</Text>}
      {error && (
        <Text as="p" variant="body-small" className={styles.wrap}>
          <bdi>{error}</bdi>
        </Text>
      )}
    </Flex>
  );
}
