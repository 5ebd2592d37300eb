import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SearchField, Select } from '@backstage/ui';
import {
  ACT_KINDS,
  ACT_OUTCOMES,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { DayField } from '../../components/DayField';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { useUrlState } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './AuditPage.module.css';
import type { AuditFilters } from './auditFilters';

const ALL = 'all';
/** The newest to choose from; another one comes by its address. */
const MOST_MIGRATIONS = 100;

/** Narrows the acts by person, act, outcome, migration and day; what is chosen is in the address. */
export function AuditFilterBar(props: { filters: AuditFilters }) {
  const { filters } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const url = useUrlState();
  const { data: migrations } = useLiveQuery({
    key: 'migrations to choose from',
    load: signal => api.listMigrations({ limit: MOST_MIGRATIONS }, { signal }),
  });
  const choices = (migrations?.items ?? []).map(({ id, title }) => ({
    value: id,
    label: title,
  }));
  const isListed = choices.some(({ value }) => value === filters.migrationId);

  return (
    <div className={styles.filters}>
      <SearchField
        className={styles.search}
        label={t('audit.who')}
        value={filters.who}
        onChange={q => url.set({ q, cursor: undefined }, { replace: true })}
      />
      <div className={styles.choice}>
        <Select
          label={t('audit.what')}
          selectionMode="multiple"
          searchable
          placeholder={t('audit.everyAct')}
          options={ACT_KINDS.map(value => ({
            value,
            label: t(`audit.act.${value}`),
          }))}
          value={filters.acts}
          onChange={chosen =>
            url.set({ act: chosen.map(String), cursor: undefined })
          }
        />
      </div>
      <div className={styles.choice}>
        <Select
          label={t('audit.outcome')}
          selectionMode="multiple"
          placeholder={t('audit.everyOutcome')}
          options={ACT_OUTCOMES.map(value => ({
            value,
            label: t(`audit.${value}`),
          }))}
          value={filters.outcomes}
          onChange={chosen =>
            url.set({ outcome: chosen.map(String), cursor: undefined })
          }
        />
      </div>
      <div className={styles.choice}>
        <Select
          label={t('audit.migration')}
          searchable
          options={[
            { value: ALL, label: t('audit.everyMigration') },
            ...choices,
            ...(filters.migrationId && !isListed
              ? [{ value: filters.migrationId, label: filters.migrationId }]
              : []),
          ]}
          value={filters.migrationId ?? ALL}
          onChange={chosen =>
            url.set({
              migration: chosen === ALL ? undefined : String(chosen),
              cursor: undefined,
            })
          }
        />
      </div>
      <div className={styles.day}>
        <DayField
          label={t('audit.from')}
          max={filters.until || undefined}
          value={filters.from}
          onChange={from => url.set({ from, cursor: undefined })}
        />
      </div>
      <div className={styles.day}>
        <DayField
          label={t('audit.until')}
          min={filters.from || undefined}
          value={filters.until}
          onChange={until => url.set({ until, cursor: undefined })}
        />
      </div>
    </div>
  );
}
