import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { useCursorPaging } from '../../hooks/useCursorPaging';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../translation';
import { ClusterList, ClusterPanel, useClusterAddress } from '../ClusterList';
import { Pager } from '../DataTable';
import { EmptyNotice } from '../EmptyNotice';
import { QueryError } from '../ErrorNotice';
import { Loading } from '../Loading';
import { IncomingCard } from './IncomingCard';
import styles from './IncomingList.module.css';

export interface IncomingListProps {
  /** Whose targets: components, or groups and users that own them. */
  entityRefs: readonly string[];
  /** What is said when nothing is incoming. */
  emptyText: string;
  /** What can be done about the list as a whole. */
  action?: ReactNode;
}

/** What comes to the owners of code, most urgent first; what does the same can be read as one. */
export function IncomingList(props: IncomingListProps) {
  const { open } = useClusterAddress();
  return open ? (
    <ClusterPanel entityRefs={props.entityRefs} {...open} />
  ) : (
    <IncomingCards {...props} />
  );
}

function IncomingCards(props: IncomingListProps) {
  const { entityRefs, emptyText, action } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const { request, paging } = useCursorPaging({ name: 'incoming' });
  const query = useLiveQuery({
    key: JSON.stringify({ entityRefs, request }),
    keepPrevious: true,
    load: signal =>
      api.listIncoming({ ...request, entityRef: [...entityRefs] }, { signal }),
    isBusy: page =>
      page.items.some(({ migration }) => migration.state === 'running'),
  });
  const page = query.data;
  const steps = paging(page);
  const today = new Date().toISOString().slice(0, 10);

  return (
    <>
      <div className={styles.top}>
        <Text as="p">
          {page && page.totalItems > 0
            ? t('incoming.summary', { count: page.totalItems })
            : ''}
        </Text>
        {action}
      </div>
      <QueryError query={query} />
      <ClusterList entityRefs={entityRefs} />
      {query.isLoading && <Loading blocks={2} height={220} />}
      {page?.totalItems === 0 && <EmptyNotice text={emptyText} />}
      {page && page.totalItems > 0 && (
        <ul className={styles.list} aria-label={t('incoming.caption')}>
          {page.items.map(item => (
            <li key={item.target.id}>
              <IncomingCard
                item={item}
                today={today}
                onChanged={query.refresh}
              />
            </li>
          ))}
        </ul>
      )}
      {steps && <Pager paging={steps} shownCount={page?.items.length ?? 0} />}
    </>
  );
}
