import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { JobRefusal } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../../translation';
import styles from './bulk.module.css';

/** Why targets are left as they are, with what is said of one of them; nothing when none is. */
export function RefusalList(props: { refused: readonly JobRefusal[] }) {
  const { refused } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  if (refused.length === 0) {
    return null;
  }
  return (
    <ul className={styles.refused}>
      {refused.map(({ reason, count, example }) => (
        <li key={reason}>
          <Text>{t(`bulk.refusal.${reason}`, { count })}</Text>{' '}
          {(reason === 'notPossible' || reason === 'invalid') && (
            <Text color="secondary">{t('bulk.example', { example })}</Text>
          )}
        </li>
      ))}
    </ul>
  );
}
