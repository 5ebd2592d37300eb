import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Header } from '@backstage/ui';
import { entityName } from '../../components/EntityLink';
import { PageBody } from '../../components/Layout';
import { useUrlState } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { MigrateForm } from './MigrateForm';

/** Where a dataset owner describes a move; nothing is published from here. */
export function MigratePage() {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const from = useUrlState().get('from');
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
