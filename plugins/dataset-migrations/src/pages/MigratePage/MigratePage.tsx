import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Header } from '@backstage/ui';
import { entityName } from '../../components/EntityLink';
import { FlowSteps, planFlow } from '../../components/FlowSteps';
import { PageBody } from '../../components/Layout';
import { useUrlState } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { DraftFlow } from './DraftFlow';
import { MigrateForm } from './MigrateForm';

/** Where a dataset owner describes a move, and goes on to its start; nothing is published before that. */
export function MigratePage() {
  const url = useUrlState();
  const migrationId = url.get('migration');
  return migrationId ? (
    <DraftFlow
      key={migrationId}
      migrationId={migrationId}
      askedStep={url.get('step')}
    />
  ) : (
    <NewMigration from={url.get('from')} />
  );
}

function NewMigration(props: { from: string | undefined }) {
  const { from } = props;
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
        <MigrateForm key={from} from={from} />
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
