import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './Layout.module.css';

/** How many there are of each. */
export function CountList(props: {
  counts: { id: string; mark: ReactNode; count: number }[];
}) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  if (props.counts.length === 0) {
    return <Text as="p">{t('fleet.none')}</Text>;
  }
  return (
    <ul className={styles.counts}>
      {props.counts.map(({ id, mark, count }) => (
        <li key={id}>
          {mark} <Text weight="bold">{count}</Text>
        </li>
      ))}
    </ul>
  );
}
