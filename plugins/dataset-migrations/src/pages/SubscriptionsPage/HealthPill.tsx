import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import {
  RiCheckLine,
  RiErrorWarningLine,
  RiPauseLine,
  RiTimeLine,
} from '@remixicon/react';
import type {
  EventSubscription,
  StateTone,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { Pill } from '../../components/Pill';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './SubscriptionsPage.module.css';

type Health = 'healthy' | 'untried' | 'failing' | 'disabled';

const LOOKS: Record<Health, { tone: StateTone; icon: typeof RiCheckLine }> = {
  healthy: { tone: 'good', icon: RiCheckLine },
  untried: { tone: 'neutral', icon: RiTimeLine },
  failing: { tone: 'warn', icon: RiErrorWarningLine },
  disabled: { tone: 'bad', icon: RiPauseLine },
};

function healthOf(subscription: EventSubscription): Health {
  if (subscription.state === 'disabled') {
    return 'disabled';
  }
  if (subscription.failingSince) {
    return 'failing';
  }
  return subscription.deliveredAt ? 'healthy' : 'untried';
}

/** Whether what is sent arrives, and why nothing is sent. */
export function HealthPill(props: { subscription: EventSubscription }) {
  const { subscription } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const health = healthOf(subscription);
  const { icon: Icon, ...look } = LOOKS[health];
  // somebody has switched it off on purpose
  const isAtRest = health === 'disabled' && !subscription.failingSince;
  const tone = isAtRest ? 'neutral' : look.tone;
  return (
    <Flex direction="column" align="start" gap="1">
      <Pill tone={tone} icon={<Icon aria-hidden />}>
        {t(`subscriptions.${health}`)}
      </Pill>
      {subscription.reason && (
        <Text as="p" variant="body-small" className={styles.wrap}>
          <bdi>{subscription.reason}</bdi>
        </Text>
      )}
    </Flex>
  );
}
