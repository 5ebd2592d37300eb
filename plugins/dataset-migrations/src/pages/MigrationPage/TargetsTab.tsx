import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, SearchField, Select, Text } from '@backstage/ui';
import {
  DECISION_KINDS,
  TARGET_CONDITION_DESCRIPTIONS,
  TARGET_STATES,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  FailureClass,
  Migration,
  TargetCondition,
  TargetFilter,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { EmptyNotice } from '../../components/EmptyNotice';
import { QueryError } from '../../components/ErrorNotice';
import { TargetTable } from '../../components/TargetTable';
import { useCursorPaging } from '../../hooks/useCursorPaging';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { useUrlState } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { BulkBar, JobNotices, useJobs, useTargetChoice } from './bulk';
import styles from './MigrationPage.module.css';
import { RetryFailed } from './RetryFailed';
import { TARGET_FILTERS } from './targetFilters';

const CONDITIONS = Object.keys(
  TARGET_CONDITION_DESCRIPTIONS,
) as TargetCondition[];

const FAILURE_TEXTS = {
  permanent: 'targets.failurePermanent',
  agent: 'targets.failureAgent',
  infrastructure: 'targets.failureInfrastructure',
  rate: 'targets.failureRate',
} as const satisfies Record<FailureClass, string>;

const FAILURE_CLASSES = Object.keys(FAILURE_TEXTS) as FailureClass[];

/** The targets of a migration, filtered and paged on the server. */
export function TargetsTab(props: { migration: Migration }) {
  const { migration } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const url = useUrlState();
  const { request, paging } = useCursorPaging({ name: 'cursor' });
  const text = url.get('q') ?? '';
  const wanted = url.getList('state');
  const wave = /^[1-9]\d{0,4}$/.exec(url.get('wave') ?? '')?.[0];
  const condition = CONDITIONS.find(known => known === url.get('condition'));
  const failureClass = FAILURE_CLASSES.find(
    known => known === url.get('failureClass'),
  );
  const said = url.getList('decision');
  const decisions = DECISION_KINDS.filter(kind => said.includes(kind));
  const states = TARGET_STATES.filter(state => wanted.includes(state));
  const filter: TargetFilter = {
    ...(text && { text }),
    ...(states.length > 0 && { state: states }),
    ...(decisions.length > 0 && { decision: decisions }),
    ...(wave && { wave: Number(wave) }),
    ...(condition && { condition }),
    ...(failureClass && { failureClass }),
  };
  const filterKey = JSON.stringify({ id: migration.id, filter });
  const query = useLiveQuery({
    key: `${filterKey} ${JSON.stringify(request)}`,
    keepPrevious: true,
    load: signal =>
      api.listTargets(
        { migrationId: migration.id, ...request, ...filter },
        { signal },
      ),
    isBusy: () => migration.previewing || migration.state === 'running',
  });
  const choice = useTargetChoice({ filterKey, page: query.data });
  const jobs = useJobs(migration.id);
  const mayAct = query.data?.items.some(({ allowed }) => allowed.length > 0);
  const narrowings = [
    ...(wave ? [{ name: 'wave', text: t('targets.wave', { wave }) }] : []),
    ...(decisions.length > 0
      ? [
          {
            name: 'decision',
            text: t('targets.decided', {
              decisions: decisions
                .map(kind => t(`decision.${kind}Kind`))
                .join(', '),
            }),
          },
        ]
      : []),
    ...(condition
      ? [
          {
            name: 'condition',
            text: t('targets.condition', {
              condition: t(`condition.${condition}`),
            }),
          },
        ]
      : []),
    ...(failureClass
      ? [
          {
            name: 'failureClass',
            text: t('targets.failureClass', {
              failureClass: t(FAILURE_TEXTS[failureClass]),
            }),
          },
        ]
      : []),
  ];
  const isFiltered =
    Boolean(text) || narrowings.length > 0 || states.length > 0;

  return (
    <>
      <div className={styles.filters}>
        <SearchField
          className={styles.search}
          label={t('targets.search')}
          value={text}
          onChange={q =>
            url.set({ q, tab: 'targets', cursor: undefined }, { replace: true })
          }
        />
        <div className={styles.choice}>
          <Select
            label={t('targets.state')}
            selectionMode="multiple"
            placeholder={t('targets.allStates')}
            options={TARGET_STATES.map(value => ({
              value,
              label: t(`targetState.${value}`),
            }))}
            value={states}
            onChange={chosen =>
              url.set({
                state: chosen.map(String),
                tab: 'targets',
                cursor: undefined,
              })
            }
          />
        </div>
        <RetryFailed migration={migration} onRetried={query.refresh} />
      </div>
      {narrowings.map(({ name, text: sentence }) => (
        <div className={styles.state} key={name}>
          <Text>{sentence}</Text>
          <Button
            variant="tertiary"
            onPress={() =>
              url.set({ [name]: undefined, tab: 'targets', cursor: undefined })
            }
          >
            {t('common.removeFilter')}
          </Button>
        </div>
      ))}
      <JobNotices
        jobs={jobs.jobs}
        onChanged={jobs.refresh}
        onDismiss={jobs.dismiss}
      />
      <BulkBar
        migration={migration}
        choice={choice}
        filter={filter}
        total={query.data?.totalItems ?? 0}
        onBegun={jobs.follow}
      />
      <QueryError query={query} />
      {(query.data || query.isLoading) && (
        <TargetTable
          targets={query.data?.items}
          isStale={query.isStale}
          chosen={mayAct ? choice.onPage : undefined}
          onChoose={choice.choose}
          paging={paging(query.data)}
          empty={
            isFiltered ? (
              <EmptyNotice
                text={t('targets.emptyFiltered', {
                  total: migration.targetCount,
                })}
                action={
                  <Button
                    variant="secondary"
                    onPress={() =>
                      url.set({
                        ...Object.fromEntries(
                          TARGET_FILTERS.map(name => [name, undefined]),
                        ),
                        tab: 'targets',
                        cursor: undefined,
                      })
                    }
                  >
                    {t('common.clearFilters')}
                  </Button>
                }
              />
            ) : (
              <EmptyNotice text={t('migration.emptyTargets')} />
            )
          }
        />
      )}
    </>
  );
}
