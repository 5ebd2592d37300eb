import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Forecast } from '@skein/backstage-plugin-dataset-migrations-common';
import { RiErrorWarningLine } from '@remixicon/react';
import { datasetMigrationsTranslationRef } from '../../translation';
import { formatDay } from '../Moment';
import { Pill } from '../Pill';
import { compareWithDeadline } from './compareWithDeadline';
import styles from './FinishForecast.module.css';

/** When a migration will be through, whether that is in time, and how it is reckoned. */
export function FinishForecast(props: {
  forecast: Forecast;
  deadline?: string;
}) {
  const { forecast, deadline } = props;
  const { finish, assumptions, basedOn, unknownBecause } = forecast;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  if (!finish) {
    return (
      <Text as="p">
        {t('forecast.unknown', { reason: unknownBecause ?? '' })}
      </Text>
    );
  }
  const [early, likely, late] = [finish.early, finish.likely, finish.late].map(
    formatDay,
  );
  const danger = compareWithDeadline(finish, deadline);
  return (
    <div>
      <div className={styles.line}>
        <Text as="p">
          {early === late
            ? t('forecast.finishOnDay', { likely })
            : t('forecast.finish', { early, likely, late })}
        </Text>
        {danger && (
          <Pill
            tone={danger === 'willMiss' ? 'bad' : 'warn'}
            icon={<RiErrorWarningLine aria-hidden />}
          >
            {t(`forecast.${danger}`)}
          </Pill>
        )}
      </div>
      <details className={styles.how}>
        <summary>{t('forecast.how')}</summary>
        <ul>
          <li>{t('forecast.range')}</li>
          <li>{t('forecast.basedOn', { count: basedOn })}</li>
          {assumptions.map(assumption => (
            <li key={assumption}>{assumption}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}
