export { ContractForm } from './ContractForm';
export type { ContractFormProps } from './ContractForm';
export { useTextHistory } from './useTextHistory';
