import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Flex, Text } from '@backstage/ui';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { summarizeTargets } from '../api/summarizeTargets';
import { entityName } from '../components/EntityLink';
import { QueryError } from '../components/ErrorNotice';
import { Loading } from '../components/Loading';
import { formatDay } from '../components/Moment';
import { TargetProgress } from '../components/SegmentBar';
import { MigrationStatePill } from '../components/StatePill';
import { useLinks } from '../routing';
import { datasetMigrationsTranslationRef } from '../translation';
import { MigrateButton } from './MigrateButton';
import { useDatasetMigrations } from './useDatasetMigrations';
import { useEntityRef } from './useEntityRef';

/** On a dataset's overview: what moves it, in two lines and a bar. */
export function DatasetMigrationCard() {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const entityRef = useEntityRef();
  const query = useDatasetMigrations(entityRef);
  const [newest] = query.data?.items ?? [];
  return (
    <EntityInfoCard title={t('dataset.cardTitle')}>
      <QueryError query={query} />
      {query.isLoading && <Loading blocks={1} height={72} />}
      {query.data && !newest && (
        <Flex direction="column" align="start" gap="3">
          <Text as="p">{t('dataset.empty')}</Text>
          <MigrateButton from={entityRef} variant="primary" />
        </Flex>
      )}
      {newest && <NewestMigration migration={newest} entityRef={entityRef} />}
    </EntityInfoCard>
  );
}

function NewestMigration(props: { migration: Migration; entityRef: string }) {
  const { migration, entityRef } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const href = useLinks().migration(migration.id);
  const isReplacement = migration.toRefs.includes(entityRef);
  const names = (isReplacement ? migration.fromRefs : migration.toRefs)
    .map(entityName)
    .join(', ');
  return (
    <Flex direction="column" gap="3">
      <Flex gap="3" align="center" style={{ flexWrap: 'wrap' }}>
        <MigrationStatePill state={migration.state} />
        <Text>
          {isReplacement
            ? t('dataset.replaces', { names })
            : t('dataset.replacedBy', { names })}
          {migration.deadline &&
            ` ${t('dataset.due', { date: formatDay(migration.deadline) })}`}
        </Text>
      </Flex>
      <TargetProgress summary={summarizeTargets(migration)} />
      {href && (
        <div>
          <ButtonLink href={href} variant="secondary" size="small">
            {t('dataset.open')}
          </ButtonLink>
        </div>
      )}
    </Flex>
  );
}
