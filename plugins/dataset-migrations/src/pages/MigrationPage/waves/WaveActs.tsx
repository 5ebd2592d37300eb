import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex } from '@backstage/ui';
import type {
  Wave,
  WaveAction,
  WaveList,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../../api/datasetMigrationsApiRef';
import { describeError } from '../../../api/describeError';
import { ReasonDialog } from '../../../components/ReasonDialog';
import { useAct } from '../../../hooks/useAct';
import { datasetMigrationsTranslationRef } from '../../../translation';
import { RevertDialog } from '../RevertDialog';

/** What is done at once, since it can be taken back; the others ask for a reason first. */
const AT_ONCE = ['approve', 'resume'] as const satisfies readonly WaveAction[];
const WITH_REASON = ['pass', 'halt'] as const satisfies readonly WaveAction[];

export interface WaveActsProps {
  migrationId: string;
  wave: Wave;
  /** Whether there is something merged that the reader may have undone. */
  mayRevert: boolean;
  onChanged: (waves: WaveList) => void;
}

/** What the reader may do with a wave now. */
export function WaveActs(props: WaveActsProps) {
  const { migrationId, wave, mayRevert, onChanged } = props;
  const { allowed, number: waveNumber, title } = wave;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const act = useAct();
  const [asking, setAsking] = useState<
    (typeof WITH_REASON)[number] | 'revert'
  >();

  const decide = async (decision: WaveAction, reason?: string) =>
    onChanged(
      await api.decideWave({
        migrationId,
        waveNumber,
        decision,
        ...(reason && { reason }),
      }),
    );

  return (
    <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
      {act.error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('migration.actFailed')}
          description={describeError(act.error)}
        />
      )}
      {AT_ONCE.filter(decision => allowed.includes(decision)).map(decision => (
        <Button
          key={decision}
          variant="primary"
          isPending={act.isPending}
          onPress={() => act.run(() => decide(decision))}
        >
          {t(`waves.${decision}`)}
        </Button>
      ))}
      {WITH_REASON.filter(decision => allowed.includes(decision)).map(
        decision => (
          <Button
            key={decision}
            variant="secondary"
            onPress={() => setAsking(decision)}
          >
            {t(`waves.${decision}`)}
          </Button>
        ),
      )}
      {mayRevert && (
        <Button variant="secondary" onPress={() => setAsking('revert')}>
          {t('revert.wave')}
        </Button>
      )}
      {asking === 'revert' && (
        <RevertDialog
          migrationId={migrationId}
          what={{ wave: waveNumber }}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking && asking !== 'revert' && (
        <ReasonDialog
          title={t(`waves.${asking}Title`, { title })}
          effect={t(`waves.${asking}Text`, { title })}
          confirmLabel={t(`waves.${asking}Confirm`)}
          reason="required"
          onConfirm={reason => decide(asking, reason)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </Flex>
  );
}
