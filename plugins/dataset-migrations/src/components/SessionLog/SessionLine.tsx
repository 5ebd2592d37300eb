import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { SessionEvent } from '@skein/backstage-plugin-dataset-migrations-common';
import { memo } from 'react';
import { datasetMigrationsTranslationRef } from '../../translation';
import { showInvisible } from '../DiffView/parsePatch';
import { Pill } from '../Pill';
import styles from './SessionLog.module.css';
import { useSessionWords } from './useSessionWords';

/** Longer texts are closed until somebody wants to read them. */
const MOST_LINES = 6;
const MOST_CHARACTERS = 480;

/** One thing that an agent did. Its text may come from a hostile repository: it is shown as text and nothing else. */
export const SessionLine = memo(Line);

function Line(props: { event: SessionEvent }) {
  const { event } = props;
  const { label, tone, detail } = useSessionWords()(event);
  return (
    <li className={styles.line}>
      <div className={styles.head}>
        <time
          className={styles.quiet}
          dateTime={event.at}
          title={new Date(event.at).toLocaleString()}
        >
          {new Date(event.at).toLocaleTimeString()}
        </time>
        <Pill tone={tone}>{label}</Pill>
        {detail && <bdi className={styles.detail}>{detail}</bdi>}
        {event.agent && <bdi className={styles.quiet}>{event.agent}</bdi>}
      </div>
      {event.text && (
        <SessionText text={event.text} cutBytes={event.cutBytes} />
      )}
    </li>
  );
}

function SessionText(props: { text: string; cutBytes?: number }) {
  const { cutBytes } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const text = showInvisible(props.text);
  const lines = text.split('\n');
  const isLong = lines.length > MOST_LINES || text.length > MOST_CHARACTERS;
  const body = (
    <>
      <pre className={styles.text} dir="ltr">
        {text}
      </pre>
      {cutBytes !== undefined && (
        <Text as="p" className={styles.quiet}>
          {t('session.cutBytes', { count: cutBytes })}
        </Text>
      )}
    </>
  );
  return isLong ? (
    <details>
      <summary className={styles.summary}>
        <bdi>{(lines.find(Boolean) ?? '').slice(0, 120)}…</bdi>{' '}
        <span className={styles.quiet}>
          {t('session.lines', { count: lines.length })}
        </span>
      </summary>
      {body}
    </details>
  ) : (
    body
  );
}
