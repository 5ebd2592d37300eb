import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { describeError } from '../../api/describeError';
import { ContractEditor, ContractText } from '../../components/ContractEditor';
import { QueryError } from '../../components/ErrorNotice';
import { Panel } from '../../components/Layout';
import { Loading } from '../../components/Loading';
import { useAct } from '../../hooks/useAct';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../translation';
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
  const api = useApi(datasetMigrationsApiRef);
  const [edited, setEdited] = useState<string>();
  const act = useAct();
  const query = useLiveQuery({
    key: `${migration.id} ${migration.contractVersion}`,
    keepPrevious: true,
    load: signal => api.getContract({ migrationId: migration.id }, { signal }),
  });
  const stored = query.data;

  async function save(contract: string) {
    await act.run(async () => {
      onChanged(
        await api.updateMigration({ migrationId: migration.id, contract }),
      );
      setEdited(undefined);
    });
  }

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
            edited === undefined &&
            migration.allowed.includes('update') && (
              <Button
                variant="secondary"
                size="small"
                onPress={() => setEdited(stored.text)}
              >
                {t('contract.edit')}
              </Button>
            )
          }
        >
          {edited === undefined ? (
            <ContractText contract={stored} />
          ) : (
            <Flex direction="column" gap="3">
              <ContractEditor value={edited} onChange={setEdited} />
              {act.error && (
                <Alert
                  role="alert"
                  status="danger"
                  icon
                  title={t('migration.actFailed')}
                  description={describeError(act.error)}
                />
              )}
              <Flex gap="3" align="center">
                <Button
                  variant="secondary"
                  isPending={act.isPending}
                  onPress={() => save(edited)}
                >
                  {t('contract.save')}
                </Button>
                <Button variant="tertiary" onPress={() => setEdited(undefined)}>
                  {t('contract.discard')}
                </Button>
                <Text>{t('contract.editHelp')}</Text>
              </Flex>
            </Flex>
          )}
        </Panel>
      )}
    </>
  );
}
