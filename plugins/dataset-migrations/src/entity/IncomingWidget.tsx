import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Link, Text } from '@backstage/ui';
import { datasetMigrationsApiRef } from '../api/datasetMigrationsApiRef';
import { ErrorNotice } from '../components/ErrorNotice';
import { Loading } from '../components/Loading';
import { TargetStatePill } from '../components/StatePill';
import { repositoryName } from '../components/repositoryName';
import { useLiveQuery } from '../hooks/useLiveQuery';
import { useOwnershipRefs } from '../hooks/useOwnershipRefs';
import { useLinks } from '../routing';
import { datasetMigrationsTranslationRef } from '../translation';

const SHOWN = 3;

/** On the home page: the most urgent of what comes to the signed-in person's teams. */
export function IncomingWidget() {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const links = useLinks();
  const ownership = useOwnershipRefs();
  const entityRef = ownership.data ?? [];
  const query = useLiveQuery({
    key: entityRef.join(),
    isPaused: entityRef.length === 0,
    load: signal => api.listIncoming({ entityRef, limit: SHOWN }, { signal }),
  });
  const error = ownership.error ?? query.error;
  if (error && !query.data) {
    return <ErrorNotice error={error} onRetry={query.refresh} />;
  }
  if (!query.data) {
    return <Loading blocks={SHOWN} height={24} />;
  }
  if (query.data.totalItems === 0) {
    return <Text as="p">{t('incoming.emptyMine')}</Text>;
  }
  return (
    <Flex direction="column" gap="3">
      <Text as="p">
        {t('incoming.summary', { count: query.data.totalItems })}
      </Text>
      {query.data.items.map(({ target, migration }) => (
        <Flex
          key={target.id}
          gap="3"
          align="center"
          style={{ flexWrap: 'wrap' }}
        >
          <TargetStatePill state={target.state} />
          <Link href={links.target(target.id)}>
            <bdi>{repositoryName(target.repository)}</bdi>
          </Link>
          <Text>{migration.title}</Text>
        </Flex>
      ))}
    </Flex>
  );
}
