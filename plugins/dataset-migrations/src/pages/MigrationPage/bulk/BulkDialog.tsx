import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type {
  CreateJobRequest,
  Job,
  Migration,
  Target,
  TargetAction,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../../api/datasetMigrationsApiRef';
import {
  DECISION_DIALOGS,
  DecisionDay,
  type AskedDecision,
  type DecisionDialogFields,
} from '../../../components/DecisionActs';
import { ErrorNotice } from '../../../components/ErrorNotice';
import { Loading } from '../../../components/Loading';
import { OwnerField } from '../../../components/OwnerField';
import { ReasonDialog } from '../../../components/ReasonDialog';
import { useLiveQuery } from '../../../hooks/useLiveQuery';
import { useRepeatKey } from '../../../hooks/useRepeatKey';
import { datasetMigrationsTranslationRef } from '../../../translation';
import { DESTRUCTIVE_ACTS } from './BULK_ACTS';
import { RefusalList } from './RefusalList';
import { useActName } from './useActName';

export interface BulkDialogProps {
  migration: Migration;
  act: TargetAction;
  count: number;
  /** One of them, which says from when to when days may be chosen. */
  sample: Target | undefined;
  selection: Pick<CreateJobRequest, 'filter' | 'targetIds'>;
  onBegun: (job: Job) => void;
  onClose: () => void;
}

const ANY_REASON = 'Counted only';
const OWNER = /^(group|user):[^\s/]+\/[^\s/]+$/;

/** Says to how many targets an act can be done and why not to the others, takes what has to be said with it, and begins. */
export function BulkDialog(props: BulkDialogProps) {
  const { migration, act, count, sample, selection } = props;
  const { id: migrationId } = migration;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const nameOf = useActName();
  const api = useApi(datasetMigrationsApiRef);
  const [until, setUntil] = useState('');
  const [ownerRef, setOwnerRef] = useState('');
  const keyOf = useRepeatKey();
  const fields: DecisionDialogFields = isAsked(act)
    ? DECISION_DIALOGS[act]
    : { reason: 'optional' };
  const days = useLiveQuery({
    key: sample?.id ?? '',
    isPaused: fields.day === undefined || !sample,
    load: signal =>
      api.getDecisionDays({ targetId: sample?.id ?? '' }, { signal }),
  });
  const { deadline } = days.data ?? {};
  const isLate =
    fields.day === 'snooze' && deadline !== undefined && until > deadline;
  // an exception may be for good, and a promise without a day
  const needsDay = act === 'snooze' || act === 'askException';
  const isSaid =
    (!needsDay || until !== '') && (!fields.owner || OWNER.test(ownerRef));
  const request = {
    migrationId,
    act,
    ...selection,
    ...(until && { until }),
    ...(ownerRef && { ownerRef }),
  };
  const check = useLiveQuery({
    key: JSON.stringify(request),
    isPaused: !isSaid,
    // whether there is a reason does not change which targets it is possible for
    load: signal =>
      api.checkJob({ ...request, reason: ANY_REASON }, { signal }),
  });
  const found = isSaid ? check.data : undefined;
  const acted = found?.acted ?? 0;

  return (
    <ReasonDialog
      title={t('bulk.title', { act: nameOf(act), count })}
      effect={`${
        isAsked(act) ? t(`decision.${act}Text`) : t(`bulk.${act}Text`)
      } ${t('bulk.background')}`}
      confirmLabel={
        found ? t('bulk.confirm', { count: acted }) : t('bulk.confirmFirst')
      }
      reason={isLate ? 'required' : fields.reason}
      isDestructive={DESTRUCTIVE_ACTS.includes(act)}
      isConfirmDisabled={acted === 0}
      onConfirm={async reason => {
        const asked = { ...request, ...(reason && { reason }) };
        const idempotencyKey = keyOf(JSON.stringify(asked));
        props.onBegun(await api.createJob(asked, { idempotencyKey }));
      }}
      onClose={props.onClose}
    >
      {fields.day && days.error && !days.data && (
        <ErrorNotice error={days.error} onRetry={days.refresh} />
      )}
      {fields.day && days.isLoading && <Loading blocks={1} height={72} />}
      {fields.day && days.data && (
        <DecisionDay
          kind={fields.day}
          days={days.data}
          value={until}
          onChange={setUntil}
        />
      )}
      {fields.owner && (
        <OwnerField
          label={t('decision.owner')}
          value={ownerRef}
          onChange={setOwnerRef}
        />
      )}
      {isSaid && check.error && (
        <ErrorNotice error={check.error} onRetry={check.refresh} />
      )}
      <div role="status">
        {isSaid && check.isLoading && <Text>{t('bulk.counting')}</Text>}
        {found && (
          <>
            <Text as="p" weight="bold">
              {t('bulk.reaches', { count: acted, total: found.of })}
            </Text>
            <RefusalList refused={found.refused} />
          </>
        )}
      </div>
    </ReasonDialog>
  );
}

function isAsked(act: TargetAction): act is AskedDecision {
  return act in DECISION_DIALOGS;
}
