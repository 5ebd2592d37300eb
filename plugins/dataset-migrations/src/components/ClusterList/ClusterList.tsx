import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../translation';
import { QueryError } from '../ErrorNotice';
import { Panel } from '../Layout';
import styles from './ClusterList.module.css';
import { useClusterAddress } from './useClusterAddress';

/** Large ones come first; what is not named here is read one by one. */
const SHOWN = 5;

/** Patches that do the same, to be read as one; nothing where every patch is its own. */
export function ClusterList(props: { entityRefs: readonly string[] }) {
  const { entityRefs } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const { hrefOf } = useClusterAddress();
  const query = useLiveQuery({
    key: entityRefs.join(),
    load: signal =>
      api.listClusters(
        { entityRef: [...entityRefs], limit: SHOWN },
        { signal },
      ),
  });
  if (!query.data) {
    return <QueryError query={query} />;
  }
  const { items, totalItems } = query.data;
  if (items.length === 0) {
    return null;
  }
  return (
    <Panel title={t('clusters.title')}>
      <Text as="p">{t('clusters.help')}</Text>
      <ul className={styles.clusters}>
        {items.map(cluster => (
          <li key={`${cluster.migrationId} ${cluster.shape}`}>
            <Link href={hrefOf(cluster)}>
              {t('clusters.line', { count: cluster.targetCount })}
            </Link>{' '}
            <Text>{cluster.migrationTitle}</Text>
          </li>
        ))}
      </ul>
      {totalItems > items.length && (
        <Text as="p">
          {t('clusters.more', { count: totalItems - items.length })}
        </Text>
      )}
    </Panel>
  );
}
