import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Attempt } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../translation';
import { Panel } from '../Layout';
import { Moment } from '../Moment';
import { Pill } from '../Pill';
import { AttemptModels } from './AttemptModels';
import { AttemptRuling } from './AttemptRuling';
import styles from './AttemptList.module.css';

const STATES = {
  running: { tone: 'info', label: 'target.attemptRunning' },
  succeeded: { tone: 'good', label: 'target.attemptSucceeded' },
  failed: { tone: 'bad', label: 'target.attemptFailed' },
  lost: { tone: 'warn', label: 'target.attemptLost' },
} as const satisfies Record<Attempt['state'], object>;

/** Every run of an agent on a target, newest first. */
export function AttemptList(props: { attempts: readonly Attempt[] }) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <Panel title={t('target.attempts')}>
      {props.attempts.length === 0 && (
        <Text as="p">{t('target.noAttempt')}</Text>
      )}
      <ol className={styles.attempts}>
        {props.attempts.map(attempt => (
          <AttemptLine key={attempt.id} attempt={attempt} />
        ))}
      </ol>
    </Panel>
  );
}

function AttemptLine(props: { attempt: Attempt }) {
  const { number, agent, state, startedAt, endedAt, error, notes, ruling } =
    props.attempt;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const seconds =
    endedAt && Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000);
  return (
    <li>
      <div className={styles.line}>
        <Text weight="bold">
          {t('target.attempt', { number: String(number) })}
        </Text>
        <Pill tone={STATES[state].tone}>{t(STATES[state].label)}</Pill>
        <Text>{agent}</Text>
        <Text>
          <Moment at={startedAt} />
          {endedAt && `, ${t('target.took', { seconds: String(seconds) })}`}
        </Text>
      </div>
      {error && <Text as="p">{error}</Text>}
      {ruling && <AttemptRuling ruling={ruling} />}
      <AttemptModels attempt={props.attempt} />
      {notes.map(note => (
        <Text as="p" key={note}>
          {note}
        </Text>
      ))}
    </li>
  );
}
