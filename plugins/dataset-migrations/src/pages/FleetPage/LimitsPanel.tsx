import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import type {
  Limit,
  LimitList,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { describeError } from '../../api/describeError';
import { DataTable } from '../../components/DataTable';
import { EntityLink } from '../../components/EntityLink';
import { QueryError } from '../../components/ErrorNotice';
import { Panel } from '../../components/Layout';
import { Loading } from '../../components/Loading';
import { Moment } from '../../components/Moment';
import { useAct } from '../../hooks/useAct';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../translation';
import { LimitForm } from './LimitForm';
import { SCOPE_TEXTS } from './limitScopes';

/** What limits the work of all replicas together, to see and to change. */
export function LimitsPanel() {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const query = useLiveQuery({
    key: 'limits',
    load: signal => api.getLimits({ signal }),
  });
  return (
    <Panel title={t('limits.title')}>
      <QueryError query={query} />
      {query.isLoading && <Loading blocks={1} height={96} />}
      {query.data && (
        <LoadedLimits limits={query.data} onChanged={query.setData} />
      )}
    </Panel>
  );
}

function LoadedLimits(props: {
  limits: LimitList;
  onChanged: (limits: LimitList) => void;
}) {
  const { limits, onChanged } = props;
  const { defaults, items } = limits;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const act = useAct();

  const subjectOf = ({ scope, subject }: Limit) => {
    if (!subject) {
      return t('limits.everything');
    }
    return subject === '*'
      ? t('limits.each', { scope: t(SCOPE_TEXTS[scope]) })
      : subject;
  };
  const remove = ({ kind, scope, subject }: Limit) =>
    act.run(async () =>
      onChanged(
        await api.setLimit({
          kind,
          scope,
          ...(subject && { subject }),
          value: null,
        }),
      ),
    );

  return (
    <Flex direction="column" gap="4">
      <Text as="p">{t('limits.help')}</Text>
      {act.error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('migration.actFailed')}
          description={describeError(act.error)}
        />
      )}
      {items.length > 0 && (
        <DataTable
          caption={t('limits.caption')}
          items={items.map(limit => ({
            ...limit,
            id: `${limit.kind} ${limit.scope} ${limit.subject ?? ''}`,
          }))}
          empty={null}
          columns={[
            {
              id: 'what',
              label: t('limits.columnWhat'),
              isRowHeader: true,
              cell: ({ kind }) => <Text>{t(`limits.${kind}`)}</Text>,
            },
            {
              id: 'for',
              label: t('limits.columnFor'),
              share: 2,
              cell: limit => (
                <Text>
                  <bdi>{subjectOf(limit)}</bdi>
                </Text>
              ),
            },
            {
              id: 'value',
              label: t('limits.columnValue'),
              cell: ({ value }) => <Text>{value}</Text>,
            },
            {
              id: 'by',
              label: t('limits.columnSetBy'),
              share: 2,
              cell: ({ setBy, setAt }) => (
                <Text>
                  <EntityLink entityRef={setBy} /> <Moment at={setAt} />
                </Text>
              ),
            },
            {
              id: 'remove',
              label: t('limits.columnRemove'),
              cell: limit => (
                <Button
                  variant="secondary"
                  size="small"
                  isPending={act.isPending}
                  aria-label={t('limits.removeLabel', {
                    what: t(`limits.${limit.kind}`),
                    subject: subjectOf(limit),
                  })}
                  onPress={() => remove(limit)}
                >
                  {t('limits.remove')}
                </Button>
              ),
            },
          ]}
        />
      )}
      <Text as="p">
        {items.length === 0 && `${t('limits.empty')} `}
        {t('limits.defaults', {
          global: String(defaults.global),
          host: String(defaults.host),
          team: String(defaults.team),
          owner: String(defaults.owner),
          migration: String(defaults.migration),
        })}
      </Text>
      <LimitForm onChanged={onChanged} />
    </Flex>
  );
}
