import { TextField } from '@backstage/ui';
import { useState } from 'react';
import {
  renderContractPath,
  useContractForm,
  useProblemAt,
} from './ContractFormContext';
import { withValue } from './editContract';
import type { ContractPath } from './readContractForm';

export interface ContractFieldProps {
  label: string;
  path: ContractPath;
  value: string;
  help?: string;
  isRequired?: boolean;
  /** How a typed value comes into the text, where it is not simply written. */
  onWrite?: (text: string, path: ContractPath, typed: string) => string;
}

/** One value of a contract, with what is wrong with it below its label. */
export function ContractField(props: ContractFieldProps) {
  const { label, path, value, help, isRequired, onWrite = withValue } = props;
  const { text, onEdit } = useContractForm();
  const problem = useProblemAt(path);
  // what is typed may not read back the same, such as a comma at the end; an undo takes its place
  const [typed, setTyped] = useState<{ shown: string; text: string }>();
  return (
    <TextField
      label={label}
      description={problem ?? help}
      isInvalid={problem !== undefined}
      isRequired={isRequired}
      spellCheck="false"
      autoComplete="off"
      value={typed?.text === text ? typed.shown : value}
      onFocusChange={isFocused => !isFocused && setTyped(undefined)}
      onChange={shown => {
        const changed = onWrite(text, path, shown);
        setTyped({ shown, text: changed });
        onEdit(changed, renderContractPath(path));
      }}
    />
  );
}
