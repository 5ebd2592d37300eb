import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import type { KeptText } from '../../hooks/useKeptText';
import { datasetMigrationsTranslationRef } from '../../translation';

/** Says that what was written earlier is back, and lets it go. */
export function KeptNotice(props: { kept: KeptText; onDrop: () => void }) {
  const { kept, onDrop } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <Alert
      role="status"
      status="info"
      icon
      title={t('keptText.back', { when: new Date(kept.at).toLocaleString() })}
      customActions={
        <Button size="small" variant="secondary" onPress={onDrop}>
          {t('keptText.drop')}
        </Button>
      }
    />
  );
}
