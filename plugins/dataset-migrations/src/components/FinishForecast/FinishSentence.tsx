import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { ForecastFinish } from '@skein/backstage-plugin-dataset-migrations-common';
import { RiErrorWarningLine } from '@remixicon/react';
import { datasetMigrationsTranslationRef } from '../../translation';
import { formatDay } from '../Moment';
import { Pill } from '../Pill';
import { compareWithDeadline } from './compareWithDeadline';
import styles from './FinishForecast.module.css';

/** When a migration will be through, and whether that is in time. */
export function FinishSentence(props: {
  finish: ForecastFinish;
  deadline?: string;
}) {
  const { finish, deadline } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const [early, likely, late] = [finish.early, finish.likely, finish.late].map(
    formatDay,
  );
  const danger = compareWithDeadline(finish, deadline);
  return (
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
  );
}
