import { useCallback, useRef } from 'react';

/** Keys of idempotency: the same for the same text, so that a press after a lost answer does nothing twice. */
export function useRepeatKey(): (text: string) => string {
  const last = useRef<{ text: string; key: string }>();
  return useCallback((text: string) => {
    if (last.current?.text !== text) {
      const key = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
      last.current = { text, key };
    }
    return last.current.key;
  }, []);
}
