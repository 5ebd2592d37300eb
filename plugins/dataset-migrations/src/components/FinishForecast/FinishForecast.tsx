import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Forecast } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import { Disclosure } from '../Layout';
import styles from './FinishForecast.module.css';
import { FinishSentence } from './FinishSentence';

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
  return (
    <div>
      <FinishSentence finish={finish} deadline={deadline} />
      <Disclosure summary={t('forecast.how')}>
        <ul className={styles.how}>
          <li>{t('forecast.range')}</li>
          <li>{t('forecast.basedOn', { count: basedOn })}</li>
          {assumptions.map(assumption => (
            <li key={assumption}>{assumption}</li>
          ))}
        </ul>
      </Disclosure>
    </div>
  );
}
