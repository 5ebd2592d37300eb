import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { EmptyNotice } from '../components/EmptyNotice';
import { QueryError } from '../components/ErrorNotice';
import { TabBody } from '../components/Layout';
import { Loading } from '../components/Loading';
import { MigrationTable } from '../components/MigrationTable';
import { datasetMigrationsTranslationRef } from '../translation';
import { MigrateButton } from './MigrateButton';
import { useDatasetMigrations } from './useDatasetMigrations';
import { useEntityRef } from './useEntityRef';

/** The tab of a dataset: what moves it, and the way to move it. */
export function DatasetMigrationsContent() {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const entityRef = useEntityRef();
  const query = useDatasetMigrations(entityRef);
  const migrations = query.data?.items;
  return (
    <TabBody>
      <Flex justify="between" align="center" gap="4">
        <Text as="h2" variant="title-small">
          {t('dataset.title')}
        </Text>
        {migrations && migrations.length > 0 && (
          <MigrateButton from={entityRef} variant="secondary" />
        )}
      </Flex>
      <QueryError query={query} />
      {query.isLoading && <Loading blocks={2} height={96} />}
      {migrations?.length === 0 && (
        <EmptyNotice
          text={t('dataset.empty')}
          action={<MigrateButton from={entityRef} variant="primary" />}
        />
      )}
      {migrations && migrations.length > 0 && (
        <MigrationTable migrations={migrations} empty={undefined} />
      )}
    </TabBody>
  );
}
