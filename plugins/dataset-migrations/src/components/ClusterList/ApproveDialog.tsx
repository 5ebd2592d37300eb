import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Checkbox, Text } from '@backstage/ui';
import type {
  ClusterDecisionResult,
  ClusterExemplar,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../translation';
import { QueryError } from '../ErrorNotice';
import { Loading } from '../Loading';
import { ReasonDialog } from '../ReasonDialog';
import { repositoryName } from '../repositoryName';
import styles from './ClusterList.module.css';
import type { ClusterAddress } from './useClusterAddress';

export interface ApproveDialogProps extends ClusterAddress {
  entityRefs: readonly string[];
  exemplar: ClusterExemplar;
  onApproved: () => void;
  onClose: () => void;
}

/** Accepts what is the same as the patch that was read, after saying how many that are, and what is left out and why. */
export function ApproveDialog(props: ApproveDialogProps) {
  const { entityRefs, migrationId, shape, exemplar } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const [found, setFound] = useState<ClusterDecisionResult>();
  const [isRead, setIsRead] = useState(false);
  const request = {
    migrationId,
    shape,
    entityRef: [...entityRefs],
    decision: 'approve' as const,
    exemplarId: exemplar.id,
  };
  const query = useLiveQuery({
    key: JSON.stringify(request),
    // what is asked about stays as it was shown
    isPaused: found !== undefined,
    load: async signal =>
      setFound(
        await api.decideCluster({ ...request, dryRun: true }, { signal }),
      ),
  });
  const count = found?.decided ?? 0;
  return (
    <ReasonDialog
      title={
        count > 0
          ? t('clusters.approveTitle', { count })
          : t('clusters.approveTitleUnknown')
      }
      effect={t('clusters.approveText')}
      confirmLabel={
        found && count === 0
          ? t('clusters.approveNone')
          : t('clusters.approveConfirm', { count })
      }
      reason={count > 0 ? 'optional' : 'none'}
      isConfirmDisabled={!isRead || count === 0}
      onConfirm={async reason => {
        await api.decideCluster({ ...request, ...(reason && { reason }) });
        props.onApproved();
      }}
      onClose={props.onClose}
    >
      <QueryError query={query} />
      {query.isLoading && !found && <Loading blocks={1} height={72} />}
      {found && <LeftOut found={found} />}
      {count > 0 && (
        <Checkbox isSelected={isRead} onChange={setIsRead}>
          {t('clusters.isRead', {
            repository: repositoryName(exemplar.target.repository),
          })}
        </Checkbox>
      )}
    </ReasonDialog>
  );
}

function LeftOut(props: { found: ClusterDecisionResult }) {
  const { leftOut, isComplete } = props.found;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <>
      {leftOut.length > 0 && (
        <section aria-label={t('clusters.leftOut')}>
          <Text as="p" weight="bold">
            {t('clusters.leftOut')}
          </Text>
          <ul className={styles.leftOut}>
            {leftOut.map(({ reason, count }) => (
              <li key={reason}>
                <Text>{t(`clusters.leftOutWhy.${reason}`, { count })}</Text>
              </li>
            ))}
          </ul>
        </section>
      )}
      {!isComplete && <Text as="p">{t('clusters.tooMany')}</Text>}
    </>
  );
}
