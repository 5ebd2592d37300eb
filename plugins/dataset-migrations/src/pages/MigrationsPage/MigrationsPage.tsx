import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink, Flex, Select } from '@backstage/ui';
import { MIGRATION_STATES } from '@skein/backstage-plugin-dataset-migrations-common';
import type { MigrationState } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { ApprovalsPanel } from '../../components/Attention';
import { EmptyNotice } from '../../components/EmptyNotice';
import { QueryError } from '../../components/ErrorNotice';
import { PageBody } from '../../components/Layout';
import { MigrationTable } from '../../components/MigrationTable';
import { useCursorPaging } from '../../hooks/useCursorPaging';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { useLinks, useUrlState } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './MigrationsPage.module.css';

const ALL = 'all';

/** All migrations, newest first. */
export function MigrationsPage() {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const links = useLinks();
  const url = useUrlState();
  const { request, paging } = useCursorPaging({ name: 'cursor' });
  const state = MIGRATION_STATES.find(known => known === url.get('state'));
  const query = useLiveQuery({
    key: JSON.stringify({ state, request }),
    keepPrevious: true,
    load: signal =>
      api.listMigrations(
        { ...request, ...(state && { state: [state] }) },
        { signal },
      ),
    isBusy: page => page.items.some(migration => migration.state === 'running'),
  });
  const migrateHref = links.migrate();
  const newMigration = migrateHref && (
    <ButtonLink href={migrateHref}>{t('migrations.new')}</ButtonLink>
  );

  return (
    <PageBody>
      <ApprovalsPanel />
      <Flex justify="between" align="end" gap="4">
        <div className={styles.choice}>
          <Select
            label={t('migrations.state')}
            options={[
              { value: ALL, label: t('migrations.allStates') },
              ...MIGRATION_STATES.map((value: MigrationState) => ({
                value,
                label: t(`migrationState.${value}`),
              })),
            ]}
            value={state ?? ALL}
            onChange={value =>
              url.set({
                state: value === ALL ? undefined : String(value),
                cursor: undefined,
              })
            }
          />
        </div>
        {newMigration}
      </Flex>
      <QueryError query={query} />
      {(query.data || query.isLoading) && (
        <MigrationTable
          migrations={query.data?.items}
          isStale={query.isStale}
          paging={paging(query.data)}
          empty={
            state ? (
              <EmptyNotice
                text={t('migrations.emptyFiltered')}
                action={
                  <Button
                    variant="secondary"
                    onPress={() =>
                      url.set({ state: undefined, cursor: undefined })
                    }
                  >
                    {t('common.clearFilters')}
                  </Button>
                }
              />
            ) : (
              <EmptyNotice text={t('migrations.empty')} />
            )
          }
        />
      )}
    </PageBody>
  );
}
