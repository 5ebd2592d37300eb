import type { ContractProblem } from './MappingContract';

/**
 * Problems as one text, a line each: path, value, mend.
 * @public
 */
export function renderContractProblems(
  problems: readonly ContractProblem[],
): string {
  return problems.map(renderContractProblem).join('\n');
}

function renderContractProblem({ path, value, mend }: ContractProblem): string {
  const place = path === '' ? 'contract' : path;
  return value === undefined
    ? `${place}: ${mend}`
    : `${place}: ${JSON.stringify(value)} ${mend}`;
}
