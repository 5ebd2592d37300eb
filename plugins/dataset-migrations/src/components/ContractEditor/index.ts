export { ContractEditor } from './ContractEditor';
export { ContractText } from './ContractText';
export type { ContractEditorProps } from './ContractEditor';
