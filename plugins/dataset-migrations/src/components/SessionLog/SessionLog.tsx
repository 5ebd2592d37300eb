import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Checkbox, Select, Text } from '@backstage/ui';
import type { Attempt } from '@skein/backstage-plugin-dataset-migrations-common';
import { useEffect, useRef, useState } from 'react';
import { useSessionEvents } from '../../hooks/useSessionEvents';
import { datasetMigrationsTranslationRef } from '../../translation';
import { EmptyNotice } from '../EmptyNotice';
import { QueryError } from '../ErrorNotice';
import { Panel } from '../Layout';
import { Loading } from '../Loading';
import { GROUP_OF, SESSION_GROUPS } from './sessionGroups';
import { SessionLine } from './SessionLine';
import styles from './SessionLog.module.css';

/** A box that scrolls has to be reached by keys. */
const REACHED_BY_KEYS = 0;
/** So many lines are drawn at once; a log may have thousands. */
const LINES_SHOWN = 200;

/** What agents did in an attempt, line by line, as it happens; nothing before the first attempt. */
export function SessionLog(props: { attempts: readonly Attempt[] }) {
  const { attempts } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const [chosenId, setChosenId] = useState<string>();
  const attempt = attempts.find(({ id }) => id === chosenId) ?? attempts[0];
  if (!attempt) {
    return null;
  }
  return (
    <Panel title={t('session.title')}>
      {attempts.length > 1 && (
        <div className={styles.choice}>
          <Select
            label={t('session.attempt')}
            options={attempts.map(({ id, number }) => ({
              value: id,
              label: t('target.attempt', { number: String(number) }),
            }))}
            value={attempt.id}
            onChange={id => setChosenId(String(id))}
          />
        </div>
      )}
      <AttemptSession key={attempt.id} attemptId={attempt.id} />
    </Panel>
  );
}

function AttemptSession(props: { attemptId: string }) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const query = useSessionEvents(props.attemptId);
  const [groups, setGroups] = useState<string[]>([]);
  const [shown, setShown] = useState(LINES_SHOWN);
  const { items = [], isRunning = false, keptDays = 0 } = query.data ?? {};
  const wanted = items.filter(({ kind }) => {
    const group = GROUP_OF[kind];
    return groups.length === 0 || !group || groups.includes(group);
  });
  const earlier = Math.max(0, wanted.length - shown);
  const { box, isFollowing, setIsFollowing, onScroll } = useFollowing(
    wanted.length,
  );

  const explainEmpty = () => {
    if (keptDays === 0) {
      return t('session.notKept');
    }
    return isRunning
      ? t('session.nothingYet')
      : t('session.empty', { count: keptDays });
  };

  return (
    <>
      <QueryError query={query} />
      {query.isLoading && <Loading blocks={4} height={32} />}
      {query.data && items.length === 0 && (
        <EmptyNotice text={explainEmpty()} />
      )}
      {items.length > 0 && (
        <>
          <div className={styles.controls}>
            <div className={styles.choice}>
              <Select
                label={t('session.filter')}
                selectionMode="multiple"
                placeholder={t('session.everything')}
                options={SESSION_GROUPS.map(value => ({
                  value,
                  label: t(`session.${value}`),
                }))}
                value={groups}
                onChange={chosen => setGroups(chosen.map(String))}
              />
            </div>
            {isRunning && (
              <Checkbox isSelected={isFollowing} onChange={setIsFollowing}>
                {t('session.follow')}
              </Checkbox>
            )}
          </div>
          {/* it does not read itself aloud */}
          <div
            ref={box}
            role="log"
            aria-live="off"
            aria-label={t('session.title')}
            className={styles.box}
            tabIndex={REACHED_BY_KEYS}
            onScroll={onScroll}
          >
            {earlier > 0 && (
              <Button
                variant="secondary"
                size="small"
                onPress={() => setShown(shown + LINES_SHOWN)}
              >
                {t('session.earlier', { count: earlier })}
              </Button>
            )}
            <ol className={styles.lines}>
              {wanted.slice(earlier).map(event => (
                <SessionLine key={event.sequence} event={event} />
              ))}
            </ol>
          </div>
          <div role="status">
            <Text className={styles.quiet}>
              {isRunning
                ? t('session.running', { count: items.length })
                : t('session.over', { count: items.length })}
            </Text>
          </div>
        </>
      )}
    </>
  );
}

/** Keeps the end of a log in view as it grows, until the reader goes up. */
function useFollowing(length: number) {
  const box = useRef<HTMLDivElement>(null);
  const [isFollowing, setIsFollowing] = useState(true);
  useEffect(() => {
    if (isFollowing && box.current) {
      box.current.scrollTop = box.current.scrollHeight;
    }
  }, [length, isFollowing]);
  return {
    box,
    isFollowing,
    setIsFollowing,
    onScroll: () => {
      if (box.current) {
        const { scrollTop, scrollHeight, clientHeight } = box.current;
        setIsFollowing(scrollHeight - scrollTop - clientHeight < 8);
      }
    },
  };
}
