import { useApi } from '@backstage/core-plugin-api';
import type { Job } from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../../api/datasetMigrationsApiRef';
import { useLiveQuery } from '../../../hooks/useLiveQuery';
import { isLive } from './JobNotices';

const LOOKED_AT = 20;

/** Acts on many targets that are under way, and those that ended while somebody looked on. */
export interface ShownJobs {
  jobs: readonly Job[];
  /** One that was just begun. */
  follow: (job: Job) => void;
  dismiss: (job: Job) => void;
  refresh: () => void;
}

/** Follows the acts on many targets of a migration, whoever began them. */
export function useJobs(migrationId: string): ShownJobs {
  const api = useApi(datasetMigrationsApiRef);
  const [followed, setFollowed] = useState<ReadonlySet<string>>(new Set());
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const query = useLiveQuery({
    key: migrationId,
    load: async signal => {
      const { items } = await api.listJobs(
        { migrationId, limit: LOOKED_AT },
        { signal },
      );
      const live = items.filter(isLive).map(({ id }) => id);
      setFollowed(before =>
        live.every(id => before.has(id))
          ? before
          : new Set([...before, ...live]),
      );
      return items;
    },
    isBusy: items => items.some(isLive),
  });
  return {
    jobs: (query.data ?? []).filter(
      job => isLive(job) || (followed.has(job.id) && !dismissed.has(job.id)),
    ),
    follow: job => {
      setFollowed(before => new Set([...before, job.id]));
      query.setData([
        job,
        ...(query.data ?? []).filter(({ id }) => id !== job.id),
      ]);
    },
    dismiss: job => setDismissed(before => new Set([...before, job.id])),
    refresh: query.refresh,
  };
}
