import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import type { EventSubscriptionSecret } from '@skein/backstage-plugin-dataset-migrations-common';
import { CopyText } from '../../components/CopyText';
import { datasetMigrationsTranslationRef } from '../../translation';

export interface SecretDialogProps {
  made: EventSubscriptionSecret;
  onClose: () => void;
}

/** A secret that has just been made, to be taken away; a press beside it does not close it. */
export function SecretDialog(props: SecretDialogProps) {
  const { subscription, secret = '' } = props.made;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <Dialog
      isOpen
      width="min(560px, 94vw)"
      isDismissable={false}
      isKeyboardDismissDisabled
      onOpenChange={isOpen => !isOpen && props.onClose()}
    >
      <DialogHeader>
        {t('subscriptions.secretTitle', { title: subscription.title })}
      </DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          <Text as="p">{t('subscriptions.secretText')}</Text>
          <CopyText label={t('subscriptions.secretLabel')} text={secret} />
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onPress={props.onClose}>
          {t('subscriptions.secretKept')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
