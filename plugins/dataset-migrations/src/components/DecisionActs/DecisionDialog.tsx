import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  DecisionRequest,
  Target,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../translation';
import { ErrorNotice } from '../ErrorNotice';
import { Loading } from '../Loading';
import { OwnerField } from '../OwnerField';
import { ReasonDialog } from '../ReasonDialog';
import { ByHand } from './ByHand';
import { CatalogFix } from './CatalogFix';
import {
  DECISION_DIALOGS,
  type AskedDecision,
  type DecisionDialogFields,
} from './DECISION_DIALOGS';
import { DecisionDay } from './DecisionDay';

export interface DecisionDialogProps {
  target: Target;
  decision: AskedDecision;
  onDecide: (request: DecisionRequest) => Promise<void>;
  onClose: () => void;
}

/** Says what a decision does and who sees it, and takes what has to be said with it. */
export function DecisionDialog(props: DecisionDialogProps) {
  const { target, decision, onDecide, onClose } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const fields: DecisionDialogFields = DECISION_DIALOGS[decision];
  const asked =
    decision === 'exempt' && target.decision?.kind === 'askException'
      ? target.decision
      : undefined;
  const [until, setUntil] = useState(asked?.until ?? '');
  const [ownerRef, setOwnerRef] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const isDayMissing = fields.isDayRequired === true && until === '';
  const isOwnerMissing = fields.owner === true && ownerRef.trim() === '';
  const { id: targetId } = target;
  const days = useLiveQuery({
    key: targetId,
    isPaused: fields.day === undefined,
    load: signal => api.getDecisionDays({ targetId }, { signal }),
  });
  const { deadline } = days.data ?? {};
  const isLate =
    fields.day === 'snooze' && deadline !== undefined && until > deadline;

  return (
    <ReasonDialog
      title={t(`decision.${decision}Title`)}
      effect={t(`decision.${decision}Text`)}
      confirmLabel={t(`decision.${decision}Confirm`)}
      reason={isLate ? 'required' : (asked && 'optional') ?? fields.reason}
      check={() => {
        setWasTried(true);
        return !isDayMissing && !isOwnerMissing;
      }}
      onConfirm={reason =>
        onDecide({
          decision,
          ...(reason && { reason }),
          ...(until && { until }),
          ...(ownerRef && { ownerRef }),
        })
      }
      onClose={onClose}
    >
      {fields.day && days.error && !days.data && (
        <ErrorNotice error={days.error} onRetry={days.refresh} />
      )}
      {fields.day && days.isLoading && <Loading blocks={1} height={72} />}
      {fields.day && days.data && (
        <DecisionDay
          kind={fields.day}
          days={days.data}
          isRequired={fields.isDayRequired}
          isMissing={wasTried && isDayMissing}
          value={until}
          onChange={setUntil}
        />
      )}
      {fields.owner && (
        <OwnerField
          label={t('decision.owner')}
          isMissing={wasTried && isOwnerMissing}
          value={ownerRef}
          onChange={setOwnerRef}
        />
      )}
      {decision === 'takeOver' && <ByHand target={target} />}
      {decision === 'notAConsumer' && <CatalogFix target={target} />}
    </ReasonDialog>
  );
}
