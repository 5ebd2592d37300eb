import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
  TextAreaField,
} from '@backstage/ui';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { describeError } from '../../api/describeError';
import { useAct } from '../../hooks/useAct';
import { datasetMigrationsTranslationRef } from '../../translation';

export interface ReasonDialogProps {
  title: string;
  /** What happens, what stays, how to undo it. */
  effect: string;
  confirmLabel: string;
  cancelLabel?: string;
  /** Whether a reason is asked for, and whether it may be left out. */
  reason: 'required' | 'optional' | 'none';
  isDestructive?: boolean;
  /** While what is needed is not said. */
  isConfirmDisabled?: boolean;
  /** Shows at the fields in it what is missing; true when nothing is. */
  check?: () => boolean;
  /** What it is about, below the effect. */
  children?: ReactNode;
  onConfirm: (reason: string | undefined) => Promise<void>;
  onClose: () => void;
}

/** Says what an act does before it is done, and takes the reason for it. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const [reason, setReason] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const act = useAct();

  async function confirm() {
    const given = reason.trim();
    const isReasonMissing = props.reason === 'required' && !given;
    setIsMissing(isReasonMissing);
    const isComplete = props.check?.() ?? true;
    if (isReasonMissing || !isComplete) {
      return;
    }
    if (await act.run(() => props.onConfirm(given || undefined))) {
      props.onClose();
    }
  }

  return (
    <Dialog
      isOpen
      width="min(560px, 94vw)"
      isDismissable={props.reason === 'none'}
      onOpenChange={isOpen => !isOpen && props.onClose()}
    >
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          <Text as="p">{props.effect}</Text>
          {props.children}
          {props.reason !== 'none' && (
            <TextAreaField
              label={t('decision.reason')}
              secondaryLabel={
                props.reason === 'optional'
                  ? t('migration.reasonOptional')
                  : undefined
              }
              description={
                isMissing
                  ? t('decision.reasonMissing')
                  : t('decision.reasonHelp')
              }
              isInvalid={isMissing}
              isRequired={props.reason === 'required'}
              value={reason}
              onChange={text => {
                setReason(text);
                setIsMissing(false);
              }}
              maxLength={1000}
            />
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
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={props.onClose}>
          {props.cancelLabel ?? t('common.cancel')}
        </Button>
        <Button
          variant="primary"
          destructive={props.isDestructive}
          isPending={act.isPending}
          isDisabled={props.isConfirmDisabled}
          onPress={confirm}
        >
          {props.confirmLabel}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
