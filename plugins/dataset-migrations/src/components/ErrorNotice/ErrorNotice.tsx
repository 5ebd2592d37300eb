import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import {
  describeError,
  isNotAllowed,
  isNotFound,
} from '../../api/describeError';
import { datasetMigrationsTranslationRef } from '../../translation';

export interface ErrorNoticeProps {
  error: Error;
  /** When the data below were seen, if any are shown. */
  seenAt?: Date;
  onRetry?: () => void;
}

/** Why something could not be shown, above what was seen last. */
export function ErrorNotice(props: ErrorNoticeProps) {
  const { error, seenAt, onRetry } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const message = describeError(error);
  if (isNotAllowed(error)) {
    return (
      <Alert
        role="alert"
        status="warning"
        icon
        title={t('common.notAllowedTitle')}
        description={t('common.notAllowed', {
          message: `${message}.`.replace('..', '.'),
        })}
      />
    );
  }
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={isNotFound(error) ? t('common.notFound') : t('common.errorTitle')}
      description={
        seenAt
          ? t('common.shownAsOf', {
              message,
              time: seenAt.toLocaleTimeString(),
            })
          : message
      }
      customActions={
        onRetry && (
          <Button size="small" variant="secondary" onPress={onRetry}>
            {t('common.retry')}
          </Button>
        )
      }
    />
  );
}
