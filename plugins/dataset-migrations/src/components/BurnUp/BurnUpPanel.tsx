import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import type {
  BurnUp,
  Forecast,
  Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { lazy, Suspense } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../translation';
import { QueryError } from '../ErrorNotice';
import { Panel } from '../Layout';
import { Loading } from '../Loading';
import styles from './BurnUp.module.css';
import { BurnUpTable } from './BurnUpTable';
import { planBurnUp } from './planBurnUp';

/** The library that draws is not loaded before something is drawn. */
const BurnUpChart = lazy(() =>
  import('./BurnUpChart').then(module => ({ default: module.BurnUpChart })),
);

/** As much as the picture takes with what stands below it. */
const HEIGHT = 276;

export interface BurnUpPanelProps {
  migration: Migration;
  forecast: Forecast | undefined;
}

/** How far a migration came by when, and when it will be through. */
export function BurnUpPanel(props: BurnUpPanelProps) {
  const { migration, forecast } = props;
  const { id: migrationId } = migration;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const query = useLiveQuery({
    key: `burn-up ${migrationId}`,
    load: signal => api.getBurnUp({ migrationId }, { signal }),
  });
  return (
    <Panel title={t('burnUp.title')}>
      <QueryError query={query} />
      {query.isLoading && <Loading blocks={1} height={HEIGHT} />}
      {query.data && (
        <BurnUpFigure
          burnUp={query.data}
          migration={migration}
          forecast={forecast}
        />
      )}
    </Panel>
  );
}

function BurnUpFigure(props: BurnUpPanelProps & { burnUp: BurnUp }) {
  const { burnUp, migration, forecast } = props;
  const { points } = burnUp;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const plan = planBurnUp({
    points,
    finish: forecast?.finish,
    deadline: migration.deadline,
  });
  const last = points.at(-1);
  if (!plan || !last) {
    return <Text as="p">{t('burnUp.notPlanned')}</Text>;
  }
  const letOff = migration.targetCount - last.inScope;
  return (
    <figure className={styles.figure}>
      <figcaption>
        <Text as="p">
          {t('burnUp.caption', {
            merged: last.merged,
            inScope: last.inScope,
            opened: last.opened,
          })}
          {letOff > 0 && ` ${t('burnUp.letOff', { count: letOff })}`}
        </Text>
      </figcaption>
      <Suspense fallback={<Skeleton width="100%" height={HEIGHT} />}>
        <BurnUpChart
          plan={plan}
          describe={index => {
            const point = points[index] ?? last;
            return t('burnUp.at', {
              time: formatTime(point.at),
              merged: point.merged,
              opened: point.opened,
              inScope: point.inScope,
            });
          }}
        />
      </Suspense>
      <ul className={styles.legend}>
        <li className={styles.scopeKey}>{t('burnUp.inScope')}</li>
        <li className={styles.openedKey}>{t('burnUp.opened')}</li>
        <li className={styles.mergedKey}>{t('burnUp.merged')}</li>
        {plan.fan && <li className={styles.fanKey}>{t('burnUp.forecast')}</li>}
      </ul>
      <BurnUpTable points={points} formatTime={formatTime} />
    </figure>
  );
}

function formatTime(at: string): string {
  return new Intl.DateTimeFormat(undefined, {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  }).format(new Date(at));
}
