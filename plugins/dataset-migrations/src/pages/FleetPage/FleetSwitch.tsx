import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import type { Fleet } from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { describeError } from '../../api/describeError';
import { relativeTime } from '../../components/Moment';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useAct } from '../../hooks/useAct';
import { datasetMigrationsTranslationRef } from '../../translation';

export interface FleetSwitchProps {
  fleet: Fleet;
  onChanged: (fleet: Fleet) => void;
}

/** Stops all work and lets it go on; while it is stopped, who did it and whether every replica obeys. */
export function FleetSwitch(props: FleetSwitchProps) {
  const { fleet, onChanged } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const act = useAct();
  const [isAsking, setIsAsking] = useState(false);

  return (
    <>
      {act.error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('migration.actFailed')}
          description={describeError(act.error)}
        />
      )}
      {fleet.stopped ? (
        <Alert
          role="alert"
          status="warning"
          icon
          title={t('fleet.stopped')}
          description={<StopFacts fleet={fleet} />}
          customActions={
            <Button
              variant="primary"
              isPending={act.isPending}
              onPress={() =>
                act.run(async () => onChanged(await api.startFleet({})))
              }
            >
              {t('fleet.start')}
            </Button>
          }
        />
      ) : (
        <div>
          <Button
            variant="secondary"
            destructive
            onPress={() => setIsAsking(true)}
          >
            {t('fleet.stop')}
          </Button>
        </div>
      )}
      {isAsking && (
        <ReasonDialog
          title={t('fleet.stopTitle')}
          effect={t('fleet.stopText', { count: fleet.runningAttempts.length })}
          confirmLabel={t('fleet.stopConfirm')}
          reason="required"
          isDestructive
          onConfirm={async reason =>
            onChanged(await api.stopFleet({ reason: reason ?? '' }))
          }
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}

function StopFacts(props: { fleet: Fleet }) {
  const { switched, replicas } = props.fleet;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const waiting = replicas.filter(({ acknowledged }) => !acknowledged).length;
  const sentences: string[] = [];
  if (switched) {
    const { by, at, reason } = switched;
    const time = relativeTime(new Date(at), new Date());
    sentences.push(
      reason
        ? t('fleet.stoppedBy', { by, time, reason })
        : t('fleet.stoppedReasonless', { by, time }),
    );
  }
  sentences.push(
    waiting > 0
      ? t('fleet.stopping', { count: waiting })
      : t('fleet.acknowledged'),
  );
  return <>{sentences.join(' ')}</>;
}
