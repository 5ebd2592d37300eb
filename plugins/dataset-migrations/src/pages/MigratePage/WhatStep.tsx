import { useApi } from '@backstage/core-plugin-api';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { ContractText } from '../../components/ContractEditor';
import { QueryError } from '../../components/ErrorNotice';
import { Loading } from '../../components/Loading';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { MigrateForm } from './MigrateForm';

/** The contract of a draft, to be changed by those who may. */
export function WhatStep(props: {
  migration: Migration;
  onChanged: (migration: Migration) => void;
}) {
  const { migration, onChanged } = props;
  const { id: migrationId, contractVersion } = migration;
  const api = useApi(datasetMigrationsApiRef);
  const query = useLiveQuery({
    key: `${migrationId} ${contractVersion}`,
    keepPrevious: true,
    load: signal => api.getContract({ migrationId }, { signal }),
  });
  return (
    <>
      <QueryError query={query} />
      {query.isLoading && <Loading blocks={1} height={480} />}
      {query.data &&
        (migration.allowed.includes('update') ? (
          <MigrateForm
            key={migrationId}
            from={migration.fromRefs[0]}
            saved={{ migration, text: query.data.text }}
            onChanged={onChanged}
          />
        ) : (
          <ContractText contract={query.data} />
        ))}
    </>
  );
}
