import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './DecisionCounts.module.css';

/** What teams said about the targets of a migration, counted, each number a link to its targets. */
export function DecisionCounts(props: { migration: Migration }) {
  const { id, decisionCounts = [] } = props.migration;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const page = useLinks().migration(id);
  if (decisionCounts.length === 0) {
    return null;
  }
  return (
    <ul className={styles.counts} aria-label={t('decision.counts')}>
      {decisionCounts.map(({ kind, count }) => {
        const text = t(`decision.${kind}Count`, { count });
        return (
          <li key={kind}>
            {page ? (
              <Link href={`${page}?decision=${kind}`}>{text}</Link>
            ) : (
              <Text>{text}</Text>
            )}
          </li>
        );
      })}
    </ul>
  );
}
