import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { describeError } from '../../api/describeError';
import { DayField, startOfDay } from '../../components/DayField';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useAct } from '../../hooks/useAct';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './SubscriptionsPage.module.css';

export interface SpanDialogProps {
  subscriptionId: string;
  onSent: (count: number) => void;
  onClose: () => void;
}

/** Sends again what happened on some days; how much that is has to be counted first. */
export function SpanDialog(props: SpanDialogProps) {
  const { subscriptionId, onSent, onClose } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const counting = useAct();
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [counted, setCounted] = useState<number>();
  const isSpan = from !== '' && until !== '' && from <= until;
  const replay = (dryRun: boolean) =>
    api.replayEvents({
      subscriptionId,
      from: startOfDay(from).toISOString(),
      until: startOfDay(until, 1).toISOString(),
      dryRun,
    });
  const choose = (set: (day: string) => void) => (day: string) => {
    set(day);
    setCounted(undefined);
    counting.clearError();
  };

  return (
    <ReasonDialog
      title={t('subscriptions.spanTitle')}
      effect={t('subscriptions.spanText')}
      confirmLabel={t('subscriptions.spanConfirm')}
      reason="none"
      isConfirmDisabled={!counted}
      onConfirm={async () => onSent((await replay(false)).events)}
      onClose={onClose}
    >
      <div className={styles.days}>
        <DayField
          label={t('subscriptions.from')}
          max={until || undefined}
          value={from}
          onChange={choose(setFrom)}
        />
        <DayField
          label={t('subscriptions.until')}
          min={from || undefined}
          value={until}
          onChange={choose(setUntil)}
        />
      </div>
      <div>
        <Button
          variant="secondary"
          isDisabled={!isSpan}
          isPending={counting.isPending}
          onPress={() =>
            counting.run(async () => setCounted((await replay(true)).events))
          }
        >
          {t('subscriptions.count')}
        </Button>
      </div>
      {counted !== undefined && (
        <Text as="p" role="status">
          {t('subscriptions.counted', { count: counted })}
        </Text>
      )}
      {counting.error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('migration.actFailed')}
          description={describeError(counting.error)}
        />
      )}
    </ReasonDialog>
  );
}
