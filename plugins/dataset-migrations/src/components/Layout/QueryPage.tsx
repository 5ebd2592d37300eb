import type { ReactNode } from 'react';
import type { LiveQuery } from '../../hooks/useLiveQuery';
import { QueryError } from '../ErrorNotice';
import { Loading } from '../Loading';
import { PageBody } from './PageBody';

export interface QueryPageProps<T> {
  query: LiveQuery<T>;
  /** How much room the page will take. */
  loading: { blocks: number; height: number };
  children: (data: T) => ReactNode;
}

/** A page about one thing: what went wrong, room while it comes, then the thing. */
export function QueryPage<T>(props: QueryPageProps<T>) {
  const { query, loading, children } = props;
  return (
    <>
      {query.error && (
        <PageBody>
          <QueryError query={query} />
        </PageBody>
      )}
      {query.isLoading && (
        <PageBody>
          <Loading {...loading} />
        </PageBody>
      )}
      {query.data !== undefined && children(query.data)}
    </>
  );
}
