import type { ContractProblem } from '@skein/backstage-plugin-dataset-migrations-common';
import { createContext, useContext } from 'react';
import type { ContractPath } from './readContractForm';

/** What every field of the form needs. */
export interface ContractFormState {
  text: string;
  /** Puts in a changed text; `origin` says which field it comes from. */
  onEdit: (text: string, origin: string) => void;
  problems: readonly ContractProblem[];
}

export const ContractFormContext = createContext<ContractFormState>({
  text: '',
  onEdit: () => {},
  problems: [],
});

/** The text that the form is about, and how to change it. */
export function useContractForm(): ContractFormState {
  return useContext(ContractFormContext);
}

/** A path as the problems of a contract have it: `spec.datasets[0].fields[3].from`. */
export function renderContractPath(path: ContractPath): string {
  return path.reduce<string>((rendered, segment) => {
    if (typeof segment === 'number') {
      return `${rendered}[${segment}]`;
    }
    return rendered ? `${rendered}.${segment}` : segment;
  }, '');
}

/** What is wrong at a place itself, not below it. */
export function useProblemAt(path: ContractPath): string | undefined {
  const { problems } = useContractForm();
  const place = renderContractPath(path);
  return problems.find(problem => problem.path === place)?.mend;
}
