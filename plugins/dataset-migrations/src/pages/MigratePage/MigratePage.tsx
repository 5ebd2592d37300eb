import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Header } from '@backstage/ui';
import type { ReactNode } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { entityName } from '../../components/EntityLink';
import { QueryError } from '../../components/ErrorNotice';
import { FlowSteps, planFlow } from '../../components/FlowSteps';
import { PageBody } from '../../components/Layout';
import { Loading } from '../../components/Loading';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { useUrlState } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { DraftFlow } from './DraftFlow';
import { MigrateForm } from './MigrateForm';

/** Where a dataset owner describes a move, and goes on to its start; nothing is published before that. */
export function MigratePage() {
  const url = useUrlState();
  const migrationId = url.get('migration');
  const clone = url.get('clone');
  if (migrationId) {
    return (
      <DraftFlow
        key={migrationId}
        migrationId={migrationId}
        askedStep={url.get('step')}
      />
    );
  }
  return (
    <NewMigration from={url.get('from')}>
      {clone && <ClonedForm migrationId={clone} />}
    </NewMigration>
  );
}

/** Begins with the contract of another migration. */
function ClonedForm(props: { migrationId: string }) {
  const { migrationId } = props;
  const api = useApi(datasetMigrationsApiRef);
  const query = useLiveQuery({
    key: `contract ${migrationId}`,
    load: signal => api.getContract({ migrationId }, { signal }),
  });
  return (
    <>
      <QueryError query={query} />
      {query.isLoading && <Loading blocks={1} height={480} />}
      {query.data && (
        <MigrateForm
          from={undefined}
          copied={{ migrationId, text: query.data.text }}
        />
      )}
    </>
  );
}

function NewMigration(props: {
  from: string | undefined;
  /** In place of the empty form. */
  children?: ReactNode;
}) {
  const { from, children } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <>
      <Header
        title={
          from
            ? t('migrate.title', { name: nameOf(from) })
            : t('migrate.titleNew')
        }
        description={t('migrate.next')}
      />
      <PageBody>
        <FlowSteps
          steps={planFlow(undefined)}
          current="what"
          migrationId={undefined}
        />
        {children || <MigrateForm key={from} from={from} />}
      </PageBody>
    </>
  );
}

function nameOf(entityRef: string): string {
  try {
    return entityName(entityRef);
  } catch {
    // Typed into the address by hand; the server says what is wrong with it.
    return entityRef;
  }
}
