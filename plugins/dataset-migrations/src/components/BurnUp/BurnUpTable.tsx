import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { BurnUpPoint } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import { Disclosure } from '../Layout';
import styles from './BurnUp.module.css';

export interface BurnUpTableProps {
  points: readonly BurnUpPoint[];
  formatTime: (at: string) => string;
}

/** The numbers of the picture, for those who rather read them. */
export function BurnUpTable(props: BurnUpTableProps) {
  const { points, formatTime } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <Disclosure summary={t('burnUp.table')}>
      <div className={styles.scroll}>
        <table>
          <caption className={styles.hidden}>{t('burnUp.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('burnUp.columnTime')}</th>
              <th scope="col">{t('burnUp.columnInScope')}</th>
              <th scope="col">{t('burnUp.columnOpened')}</th>
              <th scope="col">{t('burnUp.columnMerged')}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ at, inScope, opened, merged }) => (
              <tr key={at}>
                <th scope="row">
                  <time dateTime={at}>{formatTime(at)}</time>
                </th>
                <td>{inScope}</td>
                <td>{opened}</td>
                <td>{merged}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Disclosure>
  );
}
