import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../translation';
import { Panel } from '../Layout';
import { ApprovalRows } from './ApprovalRows';

/** What waits for the signed-in person to be the second; nothing where nothing does, or where it cannot be told. */
export function ApprovalsPanel() {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const { data } = useLiveQuery({
    key: 'approvals',
    load: signal => api.listApprovals({}, { signal }),
  });
  const approvals = (data?.items ?? []).filter(({ allowed }) =>
    allowed.includes('approve'),
  );
  return approvals.length > 0 ? (
    <Panel title={t('approval.waitsForYou')}>
      <ApprovalRows approvals={approvals} />
    </Panel>
  ) : null;
}
