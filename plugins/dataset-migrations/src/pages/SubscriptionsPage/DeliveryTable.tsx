import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Link, Text } from '@backstage/ui';
import {
  RiCheckLine,
  RiCloseLine,
  RiSendPlaneLine,
  RiTimeLine,
} from '@remixicon/react';
import {
  EVENT_KINDS,
  type EventDelivery,
  type EventDeliveryState,
  type StateTone,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { ReactNode } from 'react';
import { DataTable } from '../../components/DataTable';
import { Instant, relativeTime } from '../../components/Moment';
import { Pill } from '../../components/Pill';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { DeliveryAnswer } from './DeliveryAnswer';
import styles from './SubscriptionsPage.module.css';

const LOOKS: Record<
  EventDeliveryState,
  { tone: StateTone; icon: typeof RiCheckLine }
> = {
  waiting: { tone: 'neutral', icon: RiTimeLine },
  sending: { tone: 'info', icon: RiSendPlaneLine },
  delivered: { tone: 'good', icon: RiCheckLine },
  failed: { tone: 'bad', icon: RiCloseLine },
};

export interface DeliveryTableProps {
  deliveries: EventDelivery[] | undefined;
  isStale: boolean;
  isPending: boolean;
  empty: ReactNode;
  /** Absent where nothing can be sent. */
  onAgain?: (delivery: EventDelivery) => void;
}

/** One page of the log of a subscription. */
export function DeliveryTable(props: DeliveryTableProps) {
  const { deliveries, isStale, isPending, empty, onAgain } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const nameOf = useEventName();
  return (
    <DataTable<EventDelivery>
      caption={t('subscriptions.log')}
      items={deliveries}
      isStale={isStale}
      empty={empty}
      columns={[
        {
          id: 'event',
          label: t('subscriptions.columnEvent'),
          isRowHeader: true,
          share: 2,
          minWidth: 190,
          cell: delivery => (
            <Flex direction="column" align="start" gap="1">
              <Text weight="bold">{nameOf(delivery)}</Text>
              <Text variant="body-small" className={styles.wrap}>
                <bdi>{delivery.eventId}</bdi>
              </Text>
              <AboutWhat delivery={delivery} />
            </Flex>
          ),
        },
        {
          id: 'when',
          label: t('subscriptions.columnWhen'),
          minWidth: 225,
          cell: ({ createdAt }) => (
            <span className={styles.when}>
              <Instant at={createdAt} />
            </span>
          ),
        },
        {
          id: 'state',
          label: t('subscriptions.columnState'),
          minWidth: 140,
          cell: delivery => <DeliveryState delivery={delivery} />,
        },
        {
          id: 'answer',
          label: t('subscriptions.columnAnswer'),
          share: 3,
          minWidth: 220,
          cell: delivery => <DeliveryAnswer delivery={delivery} />,
        },
        ...(onAgain
          ? [
              {
                id: 'again',
                label: t('subscriptions.columnAgain'),
                minWidth: 140,
                cell: (delivery: EventDelivery) => (
                  <Button
                    variant="secondary"
                    size="small"
                    isPending={isPending}
                    aria-label={t('subscriptions.againLabel', {
                      event: nameOf(delivery),
                      id: delivery.eventId,
                    })}
                    onPress={() => onAgain(delivery)}
                  >
                    {t('subscriptions.again')}
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

/** What happened, in words; a kind that this version does not know by its name. */
function useEventName(): (delivery: EventDelivery) => string {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return ({ type }) => {
    const [, name = type] = /^skein\.(\w+)\.v\d+$/.exec(type) ?? [];
    const kind = EVENT_KINDS.find(known => known === name);
    if (kind) {
      return t(`subscriptions.kind.${kind}`);
    }
    return name === 'test' ? t('subscriptions.testEvent') : name;
  };
}

function AboutWhat(props: { delivery: EventDelivery }) {
  const { migrationId, targetId } = props.delivery;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const links = useLinks();
  const migration = migrationId && links.migration(migrationId);
  const target = targetId && links.target(targetId);
  return (
    <Flex gap="2">
      {migration && (
        <Link href={migration}>{t('subscriptions.aboutMigration')}</Link>
      )}
      {target && <Link href={target}>{t('subscriptions.aboutTarget')}</Link>}
    </Flex>
  );
}

function DeliveryState(props: { delivery: EventDelivery }) {
  const { state, dueAt, attempts } = props.delivery;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const { tone, icon: Icon } = LOOKS[state];
  return (
    <Flex direction="column" align="start" gap="1">
      <Pill tone={tone} icon={<Icon aria-hidden />}>
        {t(`subscriptions.${state}`)}
      </Pill>
      {state === 'waiting' && dueAt && attempts > 0 && (
        <Text variant="body-small">
          {t('subscriptions.due', {
            time: relativeTime(new Date(dueAt), new Date()),
          })}
        </Text>
      )}
    </Flex>
  );
}
