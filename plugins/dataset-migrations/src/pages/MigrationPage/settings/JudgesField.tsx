import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import type {
  AgentChoices,
  JudgeMode,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsTranslationRef } from '../../../translation';

export interface JudgesFieldProps {
  choices: AgentChoices;
  isBlocked: boolean;
  onChange: (isBlocked: boolean) => void;
}

/** Chooses whether judges only advise; where an admin wants more than that, it says so. */
export function JudgesField(props: JudgesFieldProps) {
  const { choices, isBlocked, onChange } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const isWanted = choices.judgeMode === 'blocking';
  const options: Array<{ value: JudgeMode; label: string }> = [
    { value: 'advisory', label: t('work.judgesUsual') },
    { value: 'blocking', label: t('work.judgesStrict') },
  ];
  return (
    <Select
      label={t('work.judgesField')}
      description={t(isWanted ? 'work.judgesWanted' : 'work.judgesHelp')}
      isDisabled={isWanted}
      options={options}
      value={isWanted || isBlocked ? 'blocking' : 'advisory'}
      onChange={value => onChange(value === 'blocking')}
    />
  );
}
