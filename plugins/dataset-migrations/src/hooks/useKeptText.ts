import {
  identityApiRef,
  storageApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import type { JsonValue } from '@backstage/types';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

const BUCKET = 'dataset-migrations.texts';
const KEEP_AFTER_MS = 400;
/** A storage on a server that is down must not keep anybody from writing. */
const GIVE_UP_AFTER_MS = 3000;
/** Longer than any contract; a browser has room for some of these. */
const MOST_CHARACTERS = 200_000;

/** What somebody wrote and did not save. */
export interface KeptText {
  text: string;
  /** Version of the text that it was begun from; absent where there was none. */
  version?: number;
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
  keep: (text: string, version?: number) => void;
  /** Forgets it: the text was saved, or nobody wants it. */
  drop: () => void;
}

/**
 * Keeps a text in the storage of Backstage, which is the browser's unless the adopter has another; each person sees their own only.
 *
 * @param name says which text; must not change while the component stands
 */
export function useKeptText(name: string): KeptTextState {
  const storageApi = useApi(storageApiRef);
  const identityApi = useApi(identityApiRef);
  const storage = useMemo(() => storageApi.forBucket(BUCKET), [storageApi]);
  const [key, setKey] = useState<string>();
  const [found, setFound] = useState<{ kept: KeptText | undefined }>();
  const [keptAt, setKeptAt] = useState<string>();
  const [error, setError] = useState<Error>();
  const waiting = useRef<{ store: () => void; timer: number }>();

  useEffect(() => {
    let isCurrent = true;
    identityApi
      .getBackstageIdentity()
      .then(({ userEntityRef }) => `${userEntityRef} ${name}`)
      .then(own => isCurrent && setKey(own))
      .catch(failure => isCurrent && setError(failure));
    const timer = window.setTimeout(
      () => setFound(known => known ?? { kept: undefined }),
      GIVE_UP_AFTER_MS,
    );
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
  }, [identityApi, name]);

  useEffect(() => {
    if (key === undefined) {
      return undefined;
    }
    const take = (presence: string, value: JsonValue | undefined) => {
      if (presence !== 'unknown') {
        // what is kept from now on is ours
        setFound(known => known ?? { kept: readKept(value) });
      }
    };
    const { presence, value } = storage.snapshot<JsonValue>(key);
    take(presence, value);
    const subscription = storage
      .observe$<JsonValue>(key)
      .subscribe(seen => take(seen.presence, seen.value));
    return () => subscription.unsubscribe();
  }, [storage, key]);

  const store = useCallback(
    async (text: string, version?: number) => {
      waiting.current = undefined;
      try {
        if (key === undefined || text.length > MOST_CHARACTERS) {
          throw new Error(`${text.length} characters cannot be kept`);
        }
        const at = new Date().toISOString();
        await storage.set(key, {
          text,
          at,
          ...(version !== undefined && { version }),
        });
        setKeptAt(at);
        setError(undefined);
      } catch (failure) {
        setError(
          failure instanceof Error ? failure : new Error(String(failure)),
        );
      }
    },
    [storage, key],
  );

  const keep = useCallback(
    (text: string, version?: number) => {
      window.clearTimeout(waiting.current?.timer);
      const storeNow = () => {
        window.clearTimeout(waiting.current?.timer);
        store(text, version);
      };
      waiting.current = {
        store: storeNow,
        timer: window.setTimeout(storeNow, KEEP_AFTER_MS),
      };
    },
    [store],
  );

  const drop = useCallback(() => {
    window.clearTimeout(waiting.current?.timer);
    waiting.current = undefined;
    setKeptAt(undefined);
    setError(undefined);
    if (key !== undefined) {
      storage.remove(key).catch(setError);
    }
  }, [storage, key]);

  // whoever leaves right after a word has it kept, too, by a link as by closing the tab
  useEffect(() => {
    const storeAtOnce = () => waiting.current?.store();
    window.addEventListener('pagehide', storeAtOnce);
    return () => {
      window.removeEventListener('pagehide', storeAtOnce);
      storeAtOnce();
    };
  }, []);

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
  const { text, at, version } = value;
  if (
    typeof text !== 'string' ||
    text.length > MOST_CHARACTERS ||
    typeof at !== 'string' ||
    Number.isNaN(Date.parse(at))
  ) {
    return undefined;
  }
  return { text, at, ...(typeof version === 'number' && { version }) };
}
