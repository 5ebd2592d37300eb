import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { KeptTextState } from '../../hooks/useKeptText';
import { datasetMigrationsTranslationRef } from '../../translation';

/** Whether what is being written would be lost. */
export function KeptStatus(props: { state: KeptTextState }) {
  const { error, keptAt } = props.state;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <Text role="status" color="secondary">
      {error && t('keptText.notKept')}
      {!error &&
        keptAt &&
        t('keptText.kept', {
          time: new Date(keptAt).toLocaleTimeString(undefined, {
            hour: '2-digit',
            minute: '2-digit',
          }),
        })}
    </Text>
  );
}
