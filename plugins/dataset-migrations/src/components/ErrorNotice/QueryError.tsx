import type { LiveQuery } from '../../hooks/useLiveQuery';
import { ErrorNotice } from './ErrorNotice';

/** Why the last look of a query failed, above what it saw before; nothing when it did not fail. */
export function QueryError(props: {
  query: Pick<LiveQuery<unknown>, 'error' | 'seenAt' | 'refresh'>;
}) {
  const { error, seenAt, refresh } = props.query;
  return error ? (
    <ErrorNotice error={error} seenAt={seenAt} onRetry={refresh} />
  ) : null;
}
