import { useApi } from '@backstage/core-plugin-api';
import type {
  SessionEvent,
  SessionEventPage,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useRef } from 'react';
import { datasetMigrationsApiRef } from '../api/datasetMigrationsApiRef';
import { useLiveQuery, type LiveQuery } from './useLiveQuery';

const LINES_PER_PAGE = 200;
/** More than the log of any attempt holds. */
const MOST_PAGES = 20;

/** The log of an attempt as far as it has come. */
export type SessionSoFar = Omit<SessionEventPage, 'pageInfo'>;

/** Loads the log of an attempt, and then only what is new, for as long as the attempt runs. */
export function useSessionEvents(attemptId: string): LiveQuery<SessionSoFar> {
  const api = useApi(datasetMigrationsApiRef);
  const seen = useRef<{ attemptId: string; items: SessionEvent[] }>({
    attemptId,
    items: [],
  });

  async function load(signal: AbortSignal): Promise<SessionSoFar> {
    const known =
      seen.current.attemptId === attemptId ? seen.current.items : [];
    const items = [...known];
    for (let pages = 1; ; pages += 1) {
      const { pageInfo, ...page } = await api.listSessionEvents(
        {
          attemptId,
          after: items.at(-1)?.sequence ?? 0,
          limit: LINES_PER_PAGE,
        },
        { signal },
      );
      items.push(...page.items);
      if (!pageInfo.nextCursor || pages === MOST_PAGES) {
        if (!signal.aborted) {
          seen.current = { attemptId, items };
        }
        return { ...page, items };
      }
    }
  }

  return useLiveQuery({
    key: attemptId,
    load,
    isBusy: ({ isRunning }) => isRunning,
  });
}
