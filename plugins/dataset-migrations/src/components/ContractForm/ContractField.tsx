import { TextAreaField, TextField } from '@backstage/ui';
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
  /** More than one for text of some sentences. */
  rows?: number;
  /** How a typed value comes into the text, where it is not simply written. */
  onWrite?: (text: string, path: ContractPath, typed: string) => string;
}

/** One value of a contract, with what is wrong with it below its label. */
export function ContractField(props: ContractFieldProps) {
  const { label, path, value, help, isRequired, rows = 1 } = props;
  const { onWrite = withValue } = props;
  const { text, onEdit } = useContractForm();
  const problem = useProblemAt(path);
  // what is typed may not read back the same, such as a comma at the end; an undo takes its place
  const [typed, setTyped] = useState<{ shown: string; text: string }>();
  const field = {
    label,
    description: problem ?? help,
    isInvalid: problem !== undefined,
    isRequired,
    autoComplete: 'off',
    value: typed?.text === text ? typed.shown : value,
    onFocusChange: (isFocused: boolean) => !isFocused && setTyped(undefined),
    onChange: (shown: string) => {
      const changed = onWrite(text, path, shown);
      setTyped({ shown, text: changed });
      onEdit(changed, renderContractPath(path));
    },
  };
  return rows > 1 ? (
    <TextAreaField {...field} rows={rows} />
  ) : (
    <TextField {...field} spellCheck="false" />
  );
}
