import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ErrorNotice } from '../../components/ErrorNotice';
import { IncomingList } from '../../components/IncomingList';
import { PageBody } from '../../components/Layout';
import { Loading } from '../../components/Loading';
import { NoticePreferences } from '../../components/NoticePreferences';
import { useOwnershipRefs } from '../../hooks/useOwnershipRefs';
import { datasetMigrationsTranslationRef } from '../../translation';

/** What comes to the signed-in person and to their groups. */
export function IncomingPage() {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const ownership = useOwnershipRefs();
  return (
    <PageBody>
      {ownership.error && !ownership.data && (
        <ErrorNotice error={ownership.error} onRetry={ownership.refresh} />
      )}
      {ownership.isLoading && <Loading blocks={2} height={220} />}
      {ownership.data && (
        <IncomingList
          entityRefs={ownership.data}
          emptyText={t('incoming.emptyMine')}
          action={<NoticePreferences ownerRefs={ownership.data} />}
        />
      )}
    </PageBody>
  );
}
