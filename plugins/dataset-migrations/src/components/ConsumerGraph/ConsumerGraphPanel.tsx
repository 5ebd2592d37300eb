import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, useBreakpoint } from '@backstage/ui';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { useUrlState } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { entityName } from '../EntityLink';
import { QueryError } from '../ErrorNotice';
import { Disclosure, Panel } from '../Layout';
import { Loading } from '../Loading';
import { ConsumerGraphPicture } from './ConsumerGraphPicture';
import { planConsumerGraph } from './planConsumerGraph';

const MOST_ROWS = 12;

/** The consumers by team, from the dataset outwards; the table below says the same. */
export function ConsumerGraphPanel(props: { migration: Migration }) {
  const { id: migrationId, plannedAt, fromRefs } = props.migration;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const url = useUrlState();
  const isNarrow = useBreakpoint().down('sm');
  const query = useLiveQuery({
    key: `consumer graph ${migrationId} ${plannedAt}`,
    keepPrevious: true,
    load: signal => api.getConsumerGraph({ migrationId }, { signal }),
    isPaused: !plannedAt,
  });
  const graph = query.data;
  if (!plannedAt || graph?.nodes.length === 0) {
    return null;
  }
  const hrefOf = (values: Record<string, string>) =>
    url.query({
      consumers: undefined,
      undecided: undefined,
      ownerRef: undefined,
      unowned: undefined,
      ...values,
    });
  return (
    <Panel title={t('graph.title')}>
      <QueryError query={query} />
      {query.isLoading && <Loading blocks={1} height={160} />}
      {graph && (
        <Disclosure summary={t('graph.summary')} isOpen={!isNarrow}>
          <ConsumerGraphPicture
            plan={planConsumerGraph(graph, MOST_ROWS)}
            dataset={fromRefs.map(entityName).join(', ')}
            hrefOf={({ hops, ownerRef }) =>
              hrefOf({
                hops: String(hops),
                ...(ownerRef ? { ownerRef } : { unowned: 'true' }),
              })
            }
            hrefOfColumn={hops => hrefOf({ hops: String(hops) })}
          />
          {graph.omittedNodes > 0 && (
            <Text as="p">
              {t('graph.omitted', {
                count: graph.omittedNodes,
                consumers: graph.omittedConsumers,
              })}
            </Text>
          )}
        </Disclosure>
      )}
    </Panel>
  );
}
