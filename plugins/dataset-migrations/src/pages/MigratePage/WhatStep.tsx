import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { ContractText } from '../../components/ContractEditor';
import { QueryError } from '../../components/ErrorNotice';
import { Loading } from '../../components/Loading';
import { useContract } from '../../hooks/useContract';
import { MigrateForm } from './MigrateForm';

/** The contract of a draft, to be changed by those who may. */
export function WhatStep(props: {
  migration: Migration;
  onChanged: (migration: Migration) => void;
}) {
  const { migration, onChanged } = props;
  const query = useContract(migration);
  return (
    <>
      <QueryError query={query} />
      {query.isLoading && <Loading blocks={1} height={480} />}
      {query.data &&
        (migration.allowed.includes('update') ? (
          <MigrateForm
            key={migration.id}
            from={migration.fromRefs[0]}
            saved={{
              migration,
              text: query.data.contract.text,
              version: query.data.contract.version,
              entityTag: query.data.entityTag,
            }}
            onChanged={onChanged}
          />
        ) : (
          <ContractText contract={query.data.contract} />
        ))}
    </>
  );
}
