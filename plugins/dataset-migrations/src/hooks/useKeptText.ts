import { storageApiRef, useApi } from '@backstage/core-plugin-api';
import type { JsonValue } from '@backstage/types';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

const BUCKET = 'dataset-migrations.texts';
const KEEP_AFTER_MS = 400;
/** A storage on a server that is down must not keep anybody from writing. */
const GIVE_UP_AFTER_MS = 3000;

/** What somebody wrote and did not save. */
export interface KeptText {
  text: string;
  /** When it was kept, ISO 8601. */
  at: string;
}

/** A text that is kept while it is written, so that leaving the page loses nothing. */
export interface KeptTextState {
  /** Until it is known whether something was kept. */
  isLoading: boolean;
  /** What was kept before the page was opened. */
  found: KeptText | undefined;
  /** When the text was kept last. */
  keptAt: string | undefined;
  /** Why it could not be kept. */
  error: Error | undefined;
  keep: (text: string) => void;
  /** Forgets it: the text was saved, or nobody wants it. */
  drop: () => void;
}

/**
 * Keeps a text in the storage of Backstage, which is the browser's unless the adopter has another.
 *
 * @param name says which text; must not change while the component stands
 */
export function useKeptText(name: string): KeptTextState {
  const storageApi = useApi(storageApiRef);
  const storage = useMemo(() => storageApi.forBucket(BUCKET), [storageApi]);
  const [found, setFound] = useState(() => {
    const { presence, value } = storage.snapshot<JsonValue>(name);
    return presence === 'unknown' ? undefined : { kept: readKept(value) };
  });
  const [keptAt, setKeptAt] = useState<string>();
  const [error, setError] = useState<Error>();
  const waiting = useRef<{ text: string; timer: number }>();

  useEffect(() => {
    if (found) {
      return undefined;
    }
    const timer = window.setTimeout(
      () => setFound({ kept: undefined }),
      GIVE_UP_AFTER_MS,
    );
    const subscription = storage
      .observe$<JsonValue>(name)
      .subscribe(({ presence, value }) => {
        if (presence !== 'unknown') {
          setFound({ kept: readKept(value) });
        }
      });
    return () => {
      window.clearTimeout(timer);
      subscription.unsubscribe();
    };
  }, [found, storage, name]);

  const store = useCallback(
    async (text: string) => {
      waiting.current = undefined;
      const at = new Date().toISOString();
      try {
        await storage.set(name, { text, at });
        setKeptAt(at);
        setError(undefined);
      } catch (failure) {
        setError(
          failure instanceof Error ? failure : new Error(String(failure)),
        );
      }
    },
    [storage, name],
  );

  const keep = useCallback(
    (text: string) => {
      window.clearTimeout(waiting.current?.timer);
      const timer = window.setTimeout(() => store(text), KEEP_AFTER_MS);
      waiting.current = { text, timer };
    },
    [store],
  );

  const drop = useCallback(() => {
    window.clearTimeout(waiting.current?.timer);
    waiting.current = undefined;
    setKeptAt(undefined);
    setError(undefined);
    storage.remove(name).catch(setError);
  }, [storage, name]);

  // whoever leaves right after a word has it kept, too
  useEffect(
    () => () => {
      if (waiting.current) {
        window.clearTimeout(waiting.current.timer);
        store(waiting.current.text);
      }
    },
    [store],
  );

  return {
    isLoading: found === undefined,
    found: found?.kept,
    keptAt,
    error,
    keep,
    drop,
  };
}

/** The name of the contract of a migration, wherever it is written. */
export function nameOfContract(migrationId: string): string {
  return `contract ${migrationId}`;
}

/** Whatever is in a browser may have been put there by anybody. */
function readKept(value: JsonValue | undefined): KeptText | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return undefined;
  }
  const { text, at } = value;
  return typeof text === 'string' &&
    typeof at === 'string' &&
    !Number.isNaN(Date.parse(at))
    ? { text, at }
    : undefined;
}
