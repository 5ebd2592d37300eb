import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import type { ClusterView } from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { describeError } from '../../api/describeError';
import { useAct } from '../../hooks/useAct';
import { datasetMigrationsTranslationRef } from '../../translation';
import { ApproveDialog } from './ApproveDialog';
import styles from './ClusterList.module.css';
import type { ClusterAddress } from './useClusterAddress';

export interface ApprovePatternProps extends ClusterAddress {
  entityRefs: readonly string[];
  cluster: ClusterView;
  onChanged: () => void;
}

/** What can be done once the exemplar was read: accept all that are the same, or take that back. */
export function ApprovePattern(props: ApprovePatternProps) {
  const { entityRefs, migrationId, shape, cluster, onChanged } = props;
  const { exemplar, items, approvedCount } = cluster;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const [isAsking, setIsAsking] = useState(false);
  const act = useAct();
  const shown = [exemplar.target, ...items.map(({ target }) => target)];
  const may = (action: 'accept' | 'undo') =>
    shown.some(({ allowed }) => allowed.includes(action));

  async function undo() {
    await act.run(async () => {
      await api.decideCluster({
        migrationId,
        shape,
        entityRef: [...entityRefs],
        decision: 'undo',
      });
      onChanged();
    });
  }

  return (
    <div className={styles.approval}>
      {approvedCount > 0 && (
        <Text role="status">
          {t('clusters.approved', { count: approvedCount })}
        </Text>
      )}
      {approvedCount > 0 && may('undo') && (
        <Button
          variant="secondary"
          size="small"
          isPending={act.isPending}
          onPress={undo}
        >
          {t('clusters.undo')}
        </Button>
      )}
      {may('accept') && (
        <Button variant="primary" onPress={() => setIsAsking(true)}>
          {t('clusters.approve')}
        </Button>
      )}
      {act.error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('migration.actFailed')}
          description={describeError(act.error)}
        />
      )}
      {isAsking && (
        <ApproveDialog
          entityRefs={entityRefs}
          migrationId={migrationId}
          shape={shape}
          exemplar={exemplar}
          onApproved={onChanged}
          onClose={() => setIsAsking(false)}
        />
      )}
    </div>
  );
}
