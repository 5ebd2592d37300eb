import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Alert, ButtonLink, Flex, Text } from '@backstage/ui';
import type { FollowedEntity } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../api/datasetMigrationsApiRef';
import { QueryError } from '../components/ErrorNotice';
import { Loading } from '../components/Loading';
import { MigrationStatePill } from '../components/StatePill';
import { useLiveQuery } from '../hooks/useLiveQuery';
import { useLinks } from '../routing';
import { datasetMigrationsTranslationRef } from '../translation';
import { useEntityRef } from './useEntityRef';

/** On the page of an entity that describes a migration: what became of it, or why nothing did. */
export function FollowedEntityCard() {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const entityRef = useEntityRef();
  const query = useLiveQuery({
    key: `what became of ${entityRef}`,
    load: signal => api.listFollowedEntities({ entityRef }, { signal }),
    isBusy: ({ items }) => items.length === 0,
  });
  const [followed] = query.data?.items ?? [];
  return (
    <EntityInfoCard title={t('followed.cardTitle')}>
      <QueryError query={query} />
      {query.isLoading && <Loading blocks={1} height={72} />}
      {query.data &&
        (followed && followed.state !== 'waiting' ? (
          <Followed followed={followed} />
        ) : (
          <Text as="p">{t('followed.waiting')}</Text>
        ))}
    </EntityInfoCard>
  );
}

function Followed(props: { followed: FollowedEntity }) {
  const { migration, state, problem } = props.followed;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const links = useLinks();
  const href = migration && links.migration(migration.id);
  return (
    <Flex direction="column" gap="3">
      {migration ? (
        <Flex gap="3" align="center" style={{ flexWrap: 'wrap' }}>
          <MigrationStatePill state={migration.state} />
          <Text>{migration.title}</Text>
        </Flex>
      ) : (
        <Text as="p">{t('followed.none')}</Text>
      )}
      {state === 'refused' && (
        <Alert
          status="warning"
          icon
          title={t('followed.refused')}
          description={
            <span style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {problem}
            </span>
          }
        />
      )}
      {state === 'gone' && <Text as="p">{t('followed.gone')}</Text>}
      {state === 'followed' && migration && (
        <Text as="p">
          {['completed', 'cancelled'].includes(migration.state)
            ? t('followed.over')
            : t('followed.followed')}
        </Text>
      )}
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
