import { useApi } from '@backstage/core-plugin-api';
import type { ContractCheck } from '@skein/backstage-plugin-dataset-migrations-common';
import { useEffect, useState } from 'react';
import { datasetMigrationsApiRef } from '../api/datasetMigrationsApiRef';

/** Nobody wants to read problems of a half-typed word. */
const TYPING_PAUSE_MILLISECONDS = 400;

/** What the server says of the contract as it was last typed. */
export interface CheckedContract {
  check: ContractCheck | undefined;
  error: Error | undefined;
  /** Whether the answer is for an older text. */
  isChecking: boolean;
}

interface Checked {
  contract: string;
  check?: ContractCheck;
  error?: Error;
}

/** Checks a contract while it is typed. */
export function useContractCheck(contract: string): CheckedContract {
  const api = useApi(datasetMigrationsApiRef);
  const [checked, setChecked] = useState<Checked>();

  useEffect(() => {
    if (!contract.trim()) {
      return undefined;
    }
    const controller = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const check = await api.checkContract(
          { contract },
          { signal: controller.signal },
        );
        if (!controller.signal.aborted) {
          setChecked({ contract, check });
        }
      } catch (error) {
        if (!controller.signal.aborted) {
          setChecked(before => ({
            contract,
            check: before?.check,
            error: error instanceof Error ? error : new Error(String(error)),
          }));
        }
      }
    }, TYPING_PAUSE_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [api, contract]);

  const isEmpty = !contract.trim();
  return {
    check: isEmpty ? undefined : checked?.check,
    error: checked?.contract === contract ? checked.error : undefined,
    isChecking: !isEmpty && checked?.contract !== contract,
  };
}
