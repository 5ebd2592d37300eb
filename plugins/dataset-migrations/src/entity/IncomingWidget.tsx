import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { ErrorNotice } from '../components/ErrorNotice';
import { useOwnershipRefs } from '../hooks/useOwnershipRefs';
import { useLinks } from '../routing';
import { datasetMigrationsTranslationRef } from '../translation';
import { IncomingBrief } from './IncomingBrief';

/** On the home page: the most urgent of what comes to the signed-in person's teams. */
export function IncomingWidget() {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const root = useLinks().root();
  const ownership = useOwnershipRefs();
  if (ownership.error && !ownership.data) {
    return <ErrorNotice error={ownership.error} onRetry={ownership.refresh} />;
  }
  return (
    <>
      <IncomingBrief
        entityRefs={ownership.data ?? []}
        emptyText={t('incoming.emptyMine')}
      />
      {root && <Link href={`${root}/incoming`}>{t('incoming.all')}</Link>}
    </>
  );
}
