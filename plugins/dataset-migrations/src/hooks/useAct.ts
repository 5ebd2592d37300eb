import { useState } from 'react';

/** Something that changes the server, with whether it is under way and why it failed. */
export interface Act {
  /** Runs it unless it runs already; true if it worked. */
  run: (act: () => Promise<void>) => Promise<boolean>;
  isPending: boolean;
  error: Error | undefined;
  clearError: () => void;
}

/** One act at a time, so that a second press does nothing. */
export function useAct(): Act {
  const [isPending, setIsPending] = useState(false);
  const [error, setError] = useState<Error>();
  return {
    isPending,
    error,
    clearError: () => setError(undefined),
    run: async act => {
      if (isPending) {
        return false;
      }
      setIsPending(true);
      setError(undefined);
      try {
        await act();
        return true;
      } catch (failure) {
        setError(
          failure instanceof Error ? failure : new Error(String(failure)),
        );
        return false;
      } finally {
        setIsPending(false);
      }
    },
  };
}
