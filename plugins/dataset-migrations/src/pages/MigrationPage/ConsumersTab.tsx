import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Card,
  CardBody,
  Checkbox,
  Flex,
  Text,
} from '@backstage/ui';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { describeError } from '../../api/describeError';
import { ConsumerGraphPanel } from '../../components/ConsumerGraph';
import { ConsumerTable } from '../../components/ConsumerTable';
import { DiscoveryFindings } from '../../components/DiscoveryFindings';
import { EmptyNotice } from '../../components/EmptyNotice';
import { QueryError } from '../../components/ErrorNotice';
import { useAct } from '../../hooks/useAct';
import { useCursorPaging } from '../../hooks/useCursorPaging';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './MigrationPage.module.css';
import { useConsumerFilter } from './useConsumerFilter';

export interface ConsumersTabProps {
  migration: Migration;
  onChanged: (migration: Migration) => void;
}

/** Who reads the dataset, and where the catalog is wrong about it. */
export function ConsumersTab(props: ConsumersTabProps) {
  const { migration, onChanged } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const { request, paging } = useCursorPaging({ name: 'consumers' });
  const filter = useConsumerFilter();
  const query = useLiveQuery({
    key: JSON.stringify({
      id: migration.id,
      plannedAt: migration.plannedAt,
      filter: filter.request,
      request,
    }),
    keepPrevious: true,
    load: signal =>
      api.listConsumers(
        { migrationId: migration.id, ...filter.request, ...request },
        { signal },
      ),
  });
  const mayPlan = migration.allowed.includes('plan');
  const undecided = useLiveQuery({
    key: `undecided ${migration.id} ${migration.plannedAt}`,
    load: signal =>
      api.listConsumers(
        { migrationId: migration.id, undecided: true, limit: 1 },
        { signal },
      ),
    isPaused: !mayPlan,
  });
  const undecidedCount = undecided.data?.totalItems ?? 0;

  return (
    <>
      {mayPlan && undecidedCount > 0 && (
        <TakeIn
          count={undecidedCount}
          migrationId={migration.id}
          onChanged={onChanged}
        />
      )}
      <ConsumerGraphPanel migration={migration} />
      <DiscoveryFindings findings={migration.findings} />
      {filter.narrowings.map(({ names, text }) => (
        <div className={styles.state} key={text}>
          <Text>{text}</Text>
          <Button variant="tertiary" onPress={() => filter.clear(names)}>
            {t('common.removeFilter')}
          </Button>
        </div>
      ))}
      <QueryError query={query} />
      {(query.data || query.isLoading) && (
        <ConsumerTable
          consumers={query.data?.items}
          isStale={query.isStale}
          paging={paging(query.data)}
          empty={
            <EmptyNotice
              text={
                migration.plannedAt
                  ? t('consumers.empty')
                  : t('consumers.notPlanned')
              }
            />
          }
        />
      )}
    </>
  );
}

function TakeIn(props: {
  count: number;
  migrationId: string;
  onChanged: (migration: Migration) => void;
}) {
  const { count, migrationId, onChanged } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const [isChosen, setIsChosen] = useState(false);
  const act = useAct();

  async function plan() {
    await act.run(async () =>
      onChanged(
        await api.planMigration({ migrationId, includeUndeclared: true }),
      ),
    );
  }

  return (
    <Card>
      <CardBody>
        <Flex direction="column" gap="3">
          <Text as="p">{t('consumers.takeInHelp')}</Text>
          <Flex gap="4" align="center" style={{ flexWrap: 'wrap' }}>
            <Checkbox isSelected={isChosen} onChange={setIsChosen}>
              {t('consumers.takeIn', { count })}
            </Checkbox>
            {isChosen && (
              <Button
                variant="secondary"
                isPending={act.isPending}
                onPress={plan}
              >
                {t('consumers.planWith')}
              </Button>
            )}
          </Flex>
          {act.error && (
            <Alert
              role="alert"
              status="danger"
              icon
              title={t('migration.actFailed')}
              description={describeError(act.error)}
            />
          )}
        </Flex>
      </CardBody>
    </Card>
  );
}
