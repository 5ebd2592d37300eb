import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Ruling } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import { Pill } from '../Pill';
import styles from './AttemptList.module.css';

/** An acceptance is no evidence, so that it does not look like it. */
const VERDICTS = {
  accept: { tone: 'info', label: 'target.verdictAccept' },
  veto: { tone: 'bad', label: 'target.verdictVeto' },
  undecided: { tone: 'warn', label: 'target.verdictUndecided' },
} as const satisfies Record<Ruling['verdict'], object>;

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
        <Pill tone={VERDICTS[verdict].tone}>{t(VERDICTS[verdict].label)}</Pill>
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
