import { useSignal } from '@backstage/plugin-signals-react';
import { useCallback, useEffect, useRef, useState } from 'react';

const BUSY_SECONDS = 5;
const CALM_SECONDS = 15;
const SIGNAL_CHANNEL = 'dataset-migrations';
/** Signals come in swarms while agents work; one look per this time is enough. */
const SIGNAL_PAUSE_SECONDS = 2;

/** Options of {@link useLiveQuery}. */
export interface UseLiveQueryOptions<T> {
  /** Says what is loaded; another key is another question. */
  key: string;
  load: (signal: AbortSignal) => Promise<T>;
  /** Whether something runs, so that the next look should come soon. */
  isBusy?: (data: T) => boolean;
  /** Asks nothing while true. */
  isPaused?: boolean;
  /** Shows the last answer until the next page or filter has come, instead of a skeleton. */
  keepPrevious?: boolean;
}

/** What is known so far, and how it stands. */
export interface LiveQuery<T> {
  data: T | undefined;
  /** Why the last look failed; the data before stays. */
  error: Error | undefined;
  /** When the data were seen. */
  seenAt: Date | undefined;
  isLoading: boolean;
  /** Whether the data are those of the question before. */
  isStale: boolean;
  refresh: () => void;
  /** Puts in what an act has answered, so that nobody waits for the next look. */
  setData: (data: T) => void;
}

interface Answer<T> {
  seen?: { key: string; data: T; at: Date };
  failed?: { key: string; error: Error };
}

/**
 * Asks, shows, and looks again: soon while something runs, seldom else, not while the page is hidden, and at once when a signal hints.
 *
 * @remarks
 * An error never takes away what was seen, and an answer that was overtaken by a newer question is dropped.
 */
export function useLiveQuery<T>(options: UseLiveQueryOptions<T>): LiveQuery<T> {
  const { key, isPaused = false, keepPrevious = false } = options;
  const [answer, setAnswer] = useState<Answer<T>>({});
  const latest = useRef(options);
  latest.current = options;
  const refresh = useRef<() => void>(() => {});
  const seenSignalAt = useRef(0);
  const { lastSignal } = useSignal(SIGNAL_CHANNEL);

  useEffect(() => {
    if (isPaused) {
      return undefined;
    }
    let question = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function look() {
      question.abort();
      question = new AbortController();
      const { signal } = question;
      clearTimeout(timer);
      let seconds = CALM_SECONDS;
      try {
        const data = await latest.current.load(signal);
        if (signal.aborted) {
          return;
        }
        seconds = latest.current.isBusy?.(data) ? BUSY_SECONDS : CALM_SECONDS;
        setAnswer({ seen: { key, data, at: new Date() } });
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        setAnswer(current => ({
          seen: current.seen,
          failed: {
            key,
            error: error instanceof Error ? error : new Error(String(error)),
          },
        }));
      }
      if (!document.hidden) {
        timer = setTimeout(look, seconds * 1000);
      }
    }

    function lookWhenShown() {
      clearTimeout(timer);
      if (!document.hidden) {
        look();
      }
    }

    refresh.current = look;
    look();
    document.addEventListener('visibilitychange', lookWhenShown);
    return () => {
      question.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', lookWhenShown);
    };
  }, [key, isPaused]);

  useEffect(() => {
    if (!lastSignal) {
      return undefined;
    }
    const due = seenSignalAt.current + SIGNAL_PAUSE_SECONDS * 1000;
    const timer = setTimeout(() => {
      seenSignalAt.current = Date.now();
      refresh.current();
    }, Math.max(0, due - Date.now()));
    return () => clearTimeout(timer);
  }, [lastSignal]);

  const setData = useCallback(
    (data: T) => {
      setAnswer({ seen: { key, data, at: new Date() } });
      refresh.current();
    },
    [key],
  );

  const { seen, failed } = answer;
  const isCurrent = seen?.key === key;
  const shown = isCurrent || keepPrevious ? seen : undefined;
  const error = failed?.key === key ? failed.error : undefined;
  return {
    data: shown?.data,
    error,
    seenAt: shown?.at,
    isLoading: !shown && !error,
    isStale: shown !== undefined && !isCurrent,
    refresh: useCallback(() => refresh.current(), []),
    setData,
  };
}
