import { useApi } from '@backstage/core-plugin-api';
import type { ContractDraft } from '@skein/backstage-plugin-dataset-migrations-common';
import { useEffect, useState } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';

/** A draft for a pair of datasets. */
export interface DraftRequest {
  from: string;
  to?: string;
}

export interface ContractDraftState {
  error: Error | undefined;
  isLoading: boolean;
  draft: (request: DraftRequest) => void;
}

/** Asks for a contract to start from: at once when the dataset is known, later when the person asks. */
export function useContractDraft(options: {
  from: string | undefined;
  onDraft: (draft: ContractDraft) => void;
}): ContractDraftState {
  const { from, onDraft } = options;
  const api = useApi(datasetMigrationsApiRef);
  const [request, setRequest] = useState<DraftRequest | undefined>(
    from ? { from } : undefined,
  );
  const [answered, setAnswered] = useState<{
    request: DraftRequest;
    error?: Error;
  }>();

  useEffect(() => {
    if (!request) {
      return undefined;
    }
    const controller = new AbortController();
    async function load(asked: DraftRequest) {
      try {
        const draft = await api.draftContract(asked, {
          signal: controller.signal,
        });
        if (!controller.signal.aborted) {
          onDraft(draft);
          setAnswered({ request: asked });
        }
      } catch (error) {
        if (!controller.signal.aborted) {
          setAnswered({
            request: asked,
            error: error instanceof Error ? error : new Error(String(error)),
          });
        }
      }
    }
    load(request);
    return () => controller.abort();
  }, [api, request, onDraft]);

  return {
    error: answered?.request === request ? answered?.error : undefined,
    isLoading: request !== undefined && answered?.request !== request,
    draft: setRequest,
  };
}
