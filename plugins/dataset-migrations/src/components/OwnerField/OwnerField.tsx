import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Combobox } from '@backstage/ui';
import { datasetMigrationsTranslationRef } from '../../translation';
import { useOwnerOptions } from './useOwnerOptions';

export interface OwnerFieldProps {
  label: string;
  /** Whether somebody wanted to go on without one. */
  isMissing?: boolean;
  value: string;
  onChange: (ownerRef: string) => void;
}

/** Whose something is, picked from the groups and users of the catalog or written. */
export function OwnerField(props: OwnerFieldProps) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const options = useOwnerOptions();
  return (
    <Combobox
      label={props.label}
      description={t(props.isMissing ? 'owners.missing' : 'owners.help')}
      isInvalid={props.isMissing}
      allowsCustomValue
      isRequired
      options={options}
      inputValue={props.value}
      onInputChange={props.onChange}
    />
  );
}
