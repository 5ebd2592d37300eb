import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Ruling } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import { Pill } from '../Pill';
import styles from './AttemptList.module.css';
import { VERDICT_WORDS } from './verdictWords';

const MODES = {
  advisory: 'target.judgesAdvise',
  blocking: 'target.judgesBlock',
} as const satisfies Record<Ruling['mode'], string>;

/** What judges said of the patch of an attempt, and what that comes to. */
export function AttemptRuling(props: { ruling: Ruling }) {
  const { mode, verdict, reasons, judges } = props.ruling;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <>
      <div className={styles.line}>
        <Pill tone={VERDICT_WORDS[verdict].tone}>
          {t(VERDICT_WORDS[verdict].label)}
        </Pill>
        <Text>
          {[...judges.map(({ id }) => id), t(MODES[mode])].join(' · ')}
        </Text>
      </div>
      {reasons.length > 0 && (
        <ul className={styles.reasons}>
          {reasons.map((reason, index) => (
            <li key={`${index} ${reason}`}>
              <Text>{reason}</Text>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
