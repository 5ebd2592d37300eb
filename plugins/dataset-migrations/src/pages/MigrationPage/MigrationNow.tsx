import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Flex, Text } from '@backstage/ui';
import type {
  Migration,
  MigrationState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { summarizeTargets } from '../../api/summarizeTargets';
import { DecisionCounts } from '../../components/DecisionCounts';
import { EntityLink } from '../../components/EntityLink';
import { FinishForecast } from '../../components/FinishForecast';
import { ExternalLink } from '../../components/ExternalLink';
import { Facts } from '../../components/Layout';
import { useModelWords } from '../../components/Models';
import { Day, Moment } from '../../components/Moment';
import { SegmentBar, SegmentLegend } from '../../components/SegmentBar';
import { MigrationStatePill } from '../../components/StatePill';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './MigrationPage.module.css';

/** Before that nothing is known, and after it nothing is left. */
const HAS_FORECAST: readonly MigrationState[] = [
  'planned',
  'running',
  'paused',
];

/** The sentence that answers the first question, the state with its reason, and the facts. */
export function MigrationNow(props: { migration: Migration }) {
  const { migration } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const page = useLinks().migration(migration.id);
  const words = useModelWords();
  const summary = summarizeTargets(migration);
  const sentence =
    summary.total === 0
      ? t('summary.none')
      : `${t('summary.merged', {
          count: summary.total,
          merged: String(summary.merged),
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
          {HAS_FORECAST.includes(migration.state) && (
            <FinishForecast migration={migration} />
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
          {migration.description && (
            <Text as="p" className={styles.wrap}>
              {migration.description}
            </Text>
          )}
          <Facts
            facts={[
              {
                label: t('migration.datasets'),
                value: (
                  <>
                    <EntityList refs={migration.fromRefs} /> →{' '}
                    <EntityList refs={migration.toRefs} />
                  </>
                ),
              },
              {
                label: t('migration.owner'),
                value: <EntityLink entityRef={migration.ownerRef} />,
              },
              {
                label: t('migration.deadline'),
                value: migration.deadline ? (
                  <Day date={migration.deadline} />
                ) : (
                  t('migrations.noDeadline')
                ),
              },
              {
                label: t('migration.required'),
                value: `${migration.requiredLevel} ${t(
                  `evidence.${migration.requiredLevel}`,
                )}`,
              },
              {
                label: t('migration.contractVersion'),
                value: t('migration.version', {
                  version: String(migration.contractVersion),
                }),
              },
              ...(migration.models
                ? [
                    {
                      label: t('models.title'),
                      value: [
                        words.spent(migration.models),
                        words.share(migration.models),
                      ].join(' · '),
                    },
                  ]
                : []),
              ...(migration.guide
                ? [
                    {
                      label: t('migration.guide'),
                      value: (
                        <ExternalLink href={migration.guide}>
                          {migration.guide}
                        </ExternalLink>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </Flex>
      </CardBody>
    </Card>
  );
}

function EntityList(props: { refs: readonly string[] }) {
  return (
    <>
      {props.refs.map((entityRef, index) => (
        <span key={entityRef}>
          {index > 0 && ', '}
          <EntityLink entityRef={entityRef} />
        </span>
      ))}
    </>
  );
}
