import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex } from '@backstage/ui';
import { datasetMigrationsTranslationRef } from '../../translation';

/** Says that somebody else has saved meanwhile, and asks which of both texts goes on. */
export function NewerNotice(props: {
  version: number;
  onTake: () => void;
  onKeepOwn: () => void;
}) {
  const { version, onTake, onKeepOwn } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title={t('keptText.newer', { version: String(version) })}
      description={t('keptText.newerHelp')}
      customActions={
        <Flex gap="2">
          <Button size="small" variant="secondary" onPress={onTake}>
            {t('keptText.take')}
          </Button>
          <Button size="small" variant="secondary" onPress={onKeepOwn}>
            {t('keptText.keepOwn')}
          </Button>
        </Flex>
      }
    />
  );
}
