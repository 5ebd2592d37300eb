import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Flex, Text } from '@backstage/ui';
import type {
  Forecast,
  Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { summarizeTargets } from '../../api/summarizeTargets';
import { DecisionCounts } from '../../components/DecisionCounts';
import { FinishForecast } from '../../components/FinishForecast';
import { Moment } from '../../components/Moment';
import { SegmentBar, SegmentLegend } from '../../components/SegmentBar';
import { MigrationStatePill } from '../../components/StatePill';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './MigrationPage.module.css';

/** The sentence that answers the first question, and the state with its reason. */
export function MigrationNow(props: {
  migration: Migration;
  forecast: Forecast | undefined;
}) {
  const { migration, forecast } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const page = useLinks().migration(migration.id);
  const summary = summarizeTargets(migration);
  const sentence =
    summary.total === 0
      ? t('summary.none')
      : `${t('summary.merged', {
          count: summary.total,
          merged: summary.merged,
        })}.`;
  const line = migration.previewing
    ? t('migrationLine.previewing')
    : t(`migrationLine.${migration.state}`);
  return (
    <Card>
      <CardBody>
        <Flex direction="column" gap="3">
          <Text as="p" variant="title-small" role="status">
            {sentence}
          </Text>
          <SegmentBar summary={summary} />
          <SegmentLegend
            summary={summary}
            href={states =>
              page && `${page}?state=${[...states].sort().join(',')}`
            }
          />
          <DecisionCounts migration={migration} />
          {forecast && (
            <FinishForecast forecast={forecast} deadline={migration.deadline} />
          )}
          <div className={styles.state}>
            <MigrationStatePill state={migration.state} />
            <Text>
              {line} {migration.stateReason}{' '}
              <span className={styles.quiet}>
                {t('migration.since')} <Moment at={migration.stateSince} />
              </span>
            </Text>
          </div>
        </Flex>
      </CardBody>
    </Card>
  );
}
