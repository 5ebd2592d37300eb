import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { ContractText } from '../../components/ContractEditor';
import { QueryError } from '../../components/ErrorNotice';
import { Panel } from '../../components/Layout';
import { Loading } from '../../components/Loading';
import { useContract } from '../../hooks/useContract';
import { datasetMigrationsTranslationRef } from '../../translation';
import { ContractEdit } from './ContractEdit';
import { LearnedRulesPanel } from './learning';
import { WorkPanel } from './settings';

export interface ContractTabProps {
  migration: Migration;
  onChanged: (migration: Migration) => void;
}

/** How the migration is worked on, and the contract in force, which can be changed until it starts. */
export function ContractTab(props: ContractTabProps) {
  const { migration, onChanged } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const [isEdited, setIsEdited] = useState(false);
  const query = useContract(migration);
  const stored = query.data?.contract;

  return (
    <>
      <WorkPanel migration={migration} onChanged={onChanged} />
      <LearnedRulesPanel migration={migration} />
      <QueryError query={query} />
      {query.isLoading && <Loading blocks={1} height={480} />}
      {stored && (
        <Panel
          title={t('contract.text', { version: String(stored.version) })}
          action={
            !isEdited &&
            migration.allowed.includes('update') && (
              <Button
                variant="secondary"
                size="small"
                onPress={() => setIsEdited(true)}
              >
                {t('contract.edit')}
              </Button>
            )
          }
        >
          {isEdited ? (
            <ContractEdit
              migration={migration}
              stored={stored}
              entityTag={query.data?.entityTag}
              onChanged={onChanged}
              onEnd={() => setIsEdited(false)}
            />
          ) : (
            <ContractText contract={stored} />
          )}
        </Panel>
      )}
    </>
  );
}
