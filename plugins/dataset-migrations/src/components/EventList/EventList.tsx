import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import {
  MIGRATION_STATES,
  TARGET_STATES,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  EventPage,
  MigrationEvent,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../translation';
import { EmptyNotice } from '../EmptyNotice';
import { QueryError } from '../ErrorNotice';
import { Loading } from '../Loading';
import { Moment } from '../Moment';
import styles from './EventList.module.css';

const EVENTS_PER_PAGE = 50;

/** Events that are named for what they are, others for the state that they lead to. */
const NAMED_KINDS = [
  'approvalGiven',
  'approvalRequested',
  'approvalWithdrawn',
  'decisionEnded',
  'decisionMade',
  'entityNoted',
  'jobEnded',
  'ownersChanged',
] as const;

export interface EventListProps {
  /** Whose events; another key is another list. */
  subject: string;
  load: (
    page: { limit: number; cursor?: string },
    signal: AbortSignal,
  ) => Promise<EventPage>;
}

/** What happened, newest first. */
export function EventList(props: EventListProps) {
  const { subject, load } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const [cursor, setCursor] = useState<string>();
  const query = useLiveQuery({
    key: `${subject} ${cursor}`,
    keepPrevious: true,
    load: signal =>
      load({ limit: EVENTS_PER_PAGE, ...(cursor && { cursor }) }, signal),
  });
  const page = query.data;
  const nextCursor = page?.pageInfo.nextCursor;
  return (
    <section aria-label={t('events.caption')}>
      <QueryError query={query} />
      {query.isLoading && <Loading blocks={5} height={24} />}
      {page?.items.length === 0 && <EmptyNotice text={t('events.empty')} />}
      {page && page.items.length > 0 && (
        <ol className={styles.events}>
          {page.items.map(event => (
            <EventLine key={event.id} event={event} />
          ))}
        </ol>
      )}
      <Flex gap="2" mt="4">
        {cursor && (
          <Button
            variant="secondary"
            size="small"
            onPress={() => setCursor(undefined)}
          >
            {t('events.newest')}
          </Button>
        )}
        {nextCursor && (
          <Button
            variant="secondary"
            size="small"
            onPress={() => setCursor(nextCursor)}
          >
            {t('events.more')}
          </Button>
        )}
      </Flex>
    </section>
  );
}

/** The label of a state in an event, which is a target's if the event names one. */
function useStateName(event: MigrationEvent): (state: string) => string {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return name => {
    const targetState = TARGET_STATES.find(state => state === name);
    const migrationState = MIGRATION_STATES.find(state => state === name);
    if (event.targetId && targetState) {
      return t(`targetState.${targetState}`);
    }
    return migrationState ? t(`migrationState.${migrationState}`) : name;
  };
}

function EventLine(props: { event: MigrationEvent }) {
  const { at, actor, kind, from, to, reason } = props.event;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const stateName = useStateName(props.event);
  function describeKind(name: string, state: string | undefined) {
    const known = NAMED_KINDS.find(each => each === name);
    return known ? t(`events.${known}`) : stateName(state ?? name);
  }
  return (
    <li>
      <Text className={styles.at}>
        <Moment at={at} />
      </Text>
      <div className={styles.what}>
        <Text as="p">
          <Text weight="bold">
            {from && to
              ? t('events.move', { from: stateName(from), to: stateName(to) })
              : describeKind(kind, to)}
          </Text>{' '}
          <bdi>{actor}</bdi>
        </Text>
        {reason && <Text as="p">{reason}</Text>}
      </div>
    </li>
  );
}
